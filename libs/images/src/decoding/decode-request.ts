import { INPUT_FORMATS, type InputFormat, type JsonObject } from '@gatehouse/contracts';
import type { PixelSize } from '../inspection/image-inspection.js';

/** What is wanted of an image. Travels to the decoder's process as JSON. */
export interface DecodeRequest {
  /** "encoded" asks only whether the image decodes. */
  readonly format: InputFormat;
  /** Pixels are scaled down until neither side is longer; null leaves them as they are. */
  readonly maxSide: number | null;
  /** More than the header was read to say are refused, should the decoder read it otherwise. */
  readonly maxPixels: number;
}

/** Upright 8-bit sRGB pixels, row by row; of "encoded" there are none. */
export interface DecodedPixels extends PixelSize {
  readonly pixels: Uint8Array;
  /** The upright image before it was scaled down. */
  readonly original: PixelSize;
}

/** The request in a call's header. */
export function readDecodeRequest({ format, maxSide, maxPixels }: JsonObject): DecodeRequest {
  const known = INPUT_FORMATS.find((each) => each === format);
  if (known === undefined || typeof maxPixels !== 'number') throw new TypeError('not a decode request');
  return { format: known, maxSide: typeof maxSide === 'number' ? maxSide : null, maxPixels };
}
