import { INPUT_FORMATS, type InputFormat, type JsonObject } from '@gatehouse/contracts';
import type { PixelSize } from '../inspection/image-inspection.js';

/** What is wanted of an image. Travels to the decoder's process as JSON. */
export interface DecodeRequest extends PixelSize {
  /** "encoded" asks only whether the image decodes. */
  readonly format: InputFormat;
  /** Pixels are scaled down until neither side is longer; null leaves them as they are. */
  readonly maxSide: number | null;
  /** More than the header was read to say are refused, should the decoder read it otherwise. */
  readonly maxPixels: number;
  /** Milliseconds of processor time that decoding may take. */
  readonly cpuMs: number;
}

/** Upright 8-bit sRGB pixels, row by row. */
export interface DecodedPixels extends PixelSize {
  readonly pixels: Uint8Array;
  /** The upright image before it was scaled down. */
  readonly original: PixelSize;
}

/** The request in a call's header. Host and program are of one build, so anything else is a defect. */
export function readDecodeRequest(header: JsonObject): DecodeRequest {
  const { format, maxSide, width, height, maxPixels, cpuMs } = header;
  const known = INPUT_FORMATS.find((each) => each === format);
  if (
    known === undefined ||
    typeof width !== 'number' ||
    typeof height !== 'number' ||
    typeof maxPixels !== 'number' ||
    typeof cpuMs !== 'number'
  ) {
    throw new TypeError('not a decode request');
  }
  return {
    format: known,
    maxSide: typeof maxSide === 'number' ? maxSide : null,
    width,
    height,
    maxPixels,
    cpuMs,
  };
}
