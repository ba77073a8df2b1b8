import sharp from 'sharp';
import { openImage } from '../decoding/open-image.js';
import { drawBoxes } from './draw-boxes.js';
import type { RenderRequest } from './render-request.js';

const QUALITY = 85;

/**
 * Draws boxes on the first frame of an image, upright and on white. To be called in a hardened process only.
 *
 * @returns a JPEG
 * @throws Error with the decoder's own words where the image does not decode
 */
export async function renderPicture(
  bytes: Uint8Array,
  { maxSide, maxPixels, boxes }: RenderRequest,
): Promise<Uint8Array> {
  const { autoOrient } = await openImage(bytes, maxPixels).metadata();
  const { data, info } = await openImage(bytes, maxPixels)
    .autoOrient()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const canvas = { width, height, pixels: channels === 3 ? data : asRgb(data, channels) };
  const [across, down] = [width / autoOrient.width, height / autoOrient.height];
  drawBoxes(
    canvas,
    boxes.map(({ x, y, caption, ...size }) => ({
      x: x * across,
      y: y * down,
      width: size.width * across,
      height: size.height * down,
      caption,
    })),
  );
  return sharp(canvas.pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** Grey pixels, or any with more than three channels, as three. */
function asRgb(data: Uint8Array, channels: number): Uint8Array {
  const pixels = data.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgb[pixel * 3 + channel] = data[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
    }
  }
  return rgb;
}
