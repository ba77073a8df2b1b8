import { deflateSync } from 'node:zlib';
import { ascii, patched } from '../../../support/images/bytes.js';
import { forgedPng, pngChunk } from '../../../support/images/forged.js';
import { sample } from '../../../support/images/samples.js';
import { noiseBytes, zlibBomb } from './bulk.js';

/** Where the first chunk after the header begins. */
export const AFTER_HEADER = 33;

export const onePixel = pngChunk('IDAT', deflateSync(Buffer.alloc(4)));
export const holding = (...chunks: Uint8Array[]): Uint8Array => forgedPng(1, 1, [...chunks, onePixel]);

export const keyword = (text: string): Buffer => ascii(`${text}\0\0`);
export const bombChunk = (type: string, head: Uint8Array): Buffer =>
  pngChunk(type, Buffer.concat([head, zlibBomb()]));

/** Pixels that are all zero, of any size and form, in a file of kilobytes. */
export function zeros(
  width: number,
  height: number,
  bits: number,
  colourType: number,
  channels: number,
): Uint8Array {
  const rows = Buffer.alloc((Math.ceil((width * bits * channels) / 8) + 1) * height);
  return forgedPng(width, height, [pngChunk('IDAT', deflateSync(rows))], [bits, colourType]);
}

export function inPieces(pieces: number): Uint8Array {
  const side = 100;
  const data = deflateSync(
    noiseBytes((side * 3 + 1) * side).map((byte, at) => (at % (side * 3 + 1) ? byte : 0)),
  );
  const size = Math.ceil(data.byteLength / pieces);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < data.byteLength; at += size)
    chunks.push(pngChunk('IDAT', data.subarray(at, at + size)));
  return forgedPng(side, side, chunks);
}

export async function withHeader(at: number, value: number): Promise<Uint8Array> {
  const file = await sample('png');
  const header = patched(file.subarray(16, 29), at, Buffer.from([value]));
  return Buffer.concat([file.subarray(0, 8), pngChunk('IHDR', header), file.subarray(AFTER_HEADER)]);
}

export async function spliced(...chunks: Uint8Array[]): Promise<Uint8Array> {
  const file = await sample('png');
  return Buffer.concat([file.subarray(0, AFTER_HEADER), ...chunks, file.subarray(AFTER_HEADER)]);
}
