import type { Sharp } from 'sharp';
import type { PixelSize } from '../inspection/image-inspection.js';
import type { DecodedPixels, DecodeRequest } from './decode-request.js';
import { openImage } from './open-image.js';

/**
 * Decodes the first frame of an image into pixels of 4 bytes ("rgba") or 1 byte ("grey"). To be called in a hardened
 * process only.
 *
 * @throws Error with the decoder's own words where the image does not decode
 */
export async function decodePixels(bytes: Uint8Array, request: DecodeRequest): Promise<DecodedPixels> {
  const turned = openImage(bytes, request.maxPixels).autoOrient();
  const { data, info } = await coloured(scaled(turned, request), request)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const size = { width: info.width, height: info.height };
  const original = request.maxSide === null ? size : await uprightSize(bytes, request);
  return { ...size, original, pixels: data };
}

const scaled = (image: Sharp, { maxSide }: DecodeRequest): Sharp =>
  maxSide === null ? image : image.resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true });

// `greyscale()` would turn the whole picture grey before it is scaled: four times the work for a large one.
const coloured = (image: Sharp, { format }: DecodeRequest): Sharp =>
  format === 'grey'
    ? image.flatten({ background: '#ffffff' }).toColourspace('b-w')
    : image.toColourspace('srgb').ensureAlpha();

/** As the decoder itself sees it: where a header may be read in two ways, the pixels are of the decoder's reading. */
async function uprightSize(bytes: Uint8Array, { maxPixels }: DecodeRequest): Promise<PixelSize> {
  const { autoOrient } = await openImage(bytes, maxPixels).metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}
