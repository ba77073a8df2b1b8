import type { IntakeMimeType } from '@gatehouse/contracts';
import { BrokenHeader } from './broken-header.js';
import { ByteReader } from './byte-reader.js';
import type { BrokenImage, ImageHeader, ImageInspection } from './image-inspection.js';
import { imageType } from './image-type.js';
import { inspectAvif } from './inspect-avif.js';
import { inspectGif } from './inspect-gif.js';
import { inspectJpeg } from './inspect-jpeg.js';
import { inspectPng } from './inspect-png.js';
import { inspectTiff } from './inspect-tiff.js';
import { inspectWebp } from './inspect-webp.js';

/** A parser: one pass over the container, no decoding; throws {@link BrokenHeader} and nothing else. */
type Inspector = (reader: ByteReader, frameCap: number) => ImageHeader;

const INSPECTORS: Readonly<Record<IntakeMimeType, readonly [inspect: Inspector, littleEndian: boolean]>> = {
  'image/jpeg': [inspectJpeg, false],
  'image/png': [inspectPng, false],
  'image/webp': [inspectWebp, true],
  'image/gif': [inspectGif, true],
  'image/tiff': [inspectTiff, false], // says its own order in its first two bytes
  'image/avif': [inspectAvif, false],
};

const DEFAULT_FRAME_CAP = 1000;

/**
 * Reads the header of an image, without decoding anything: pure, never throws, and in time and memory bounded by
 * the number of bytes, whatever they are.
 *
 * @param frameCap counting frames stops one past it
 * @returns null where the bytes are of none of the types that the intake takes
 */
export function inspectImage(
  bytes: Uint8Array,
  frameCap = DEFAULT_FRAME_CAP,
): ImageInspection | BrokenImage | null {
  const mimeType = imageType(bytes);
  if (mimeType === null) return null;
  const [inspect, littleEndian] = INSPECTORS[mimeType];
  try {
    return { mimeType, broken: null, ...inspect(ByteReader.over(bytes, littleEndian), frameCap) };
  } catch (error) {
    if (error instanceof BrokenHeader) return { mimeType, broken: error.reason };
    throw error;
  }
}
