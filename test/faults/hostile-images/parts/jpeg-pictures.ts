import { patched } from '../../../support/images/bytes.js';
import { sample } from '../../../support/images/samples.js';

import { app, markerAt, withSegments } from './jpeg-file.js';

export const FRAME = 0xc0;
export const SCAN = 0xda;

export const small = (): Promise<Uint8Array> => sample('jpeg');
export const inFront = async (...segments: Uint8Array[]): Promise<Uint8Array> =>
  withSegments(await small(), ...segments);

/** A real file with other bytes at a place of one of its segments, counted from the marker. */
export async function changed(
  marker: number,
  offset: number,
  bytes: Uint8Array,
  encoding = 'jpeg',
): Promise<Uint8Array> {
  const file = await sample(encoding);
  return patched(file, markerAt(file, marker) + offset, bytes);
}

/** Something put before the end of the compressed data. */
export async function inScan(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await small();
  return Buffer.concat([file.subarray(0, -10), bytes, file.subarray(-10)]);
}

export const icc = (number: number, of: number, content: Uint8Array): Buffer =>
  app(2, 'ICC_PROFILE\0', Buffer.from([number, of]), content);
export const exif = (...content: Uint8Array[]): Buffer => app(1, 'Exif\0\0', ...content);
export const full = (text: string): Buffer => app(1, text, Buffer.alloc(65_000, 65));
