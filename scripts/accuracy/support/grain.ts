import sharp from 'sharp';
import { seededRandom } from '../../../test/support/barcodes/seeded-random.ts';

/** A prime, so that rows of no width meet the same grains. */
const GRAINS = 65_521;

/** Adds Gaussian noise of a standard deviation in levels of 255 to each colour by itself; the same each time. */
export async function grain(picture: Uint8Array, deviation: number): Promise<Buffer> {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const random = seededRandom(7);
  const grains = Float32Array.from({ length: GRAINS }, () => deviation * random.normal());
  // Rounds and keeps to 0 to 255 by itself.
  const noisy = new Uint8ClampedArray(data.length);
  for (let at = 0; at < noisy.length; at++) noisy[at] = (data[at] ?? 0) + (grains[at % GRAINS] ?? 0);
  return sharp(noisy, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toBuffer();
}
