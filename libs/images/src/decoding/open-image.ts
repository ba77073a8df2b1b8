import sharp, { type Sharp, type SharpOptions } from 'sharp';

/**
 * Opens an image for decoding its first frame, under the limits that always hold.
 *
 * @param maxPixels more are refused before anything is decoded
 */
export function openImage(bytes: Uint8Array, maxPixels: number, options: SharpOptions = {}): Sharp {
  return sharp(bytes, {
    // Truncated and damaged files are errors; mere warnings, which many cameras' files give, are not.
    failOn: 'error',
    limitInputPixels: maxPixels,
    unlimited: false,
    sequentialRead: true,
    pages: 1,
    ...options,
  });
}
