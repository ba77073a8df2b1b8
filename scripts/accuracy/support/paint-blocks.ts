import sharp from 'sharp';
import { seededRandom } from '../../../test/support/barcodes/seeded-random.ts';

/** A colour of a painted picture: red, green and blue, and its share of the picture. */
export interface PaintedColour {
  readonly rgb: readonly number[];
  readonly share: number;
}

/** A picture of upright blocks of colours that are told. */
export interface PaintedPicture {
  readonly png: Buffer;
  readonly colours: readonly PaintedColour[];
}

const [WIDTH, HEIGHT] = [480, 320];
/** Colours of a picture differ by so many levels in one of red, green and blue at least. */
const APART = 64;

/** Paints from two to six colours, each on a twentieth of the picture at least; the same for the same seed. */
export async function paintBlocks(seed: number): Promise<PaintedPicture> {
  const random = seededRandom(seed);
  const rgbs: number[][] = [];
  while (rgbs.length < 2 + (seed % 5)) {
    const rgb = [0, 0, 0].map(() => random.integer(0, 255));
    if (rgbs.every((other) => levelsApart(rgb, other) >= APART)) rgbs.push(rgb);
  }
  const parts = rgbs.map(() => random.between(1, 6));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map((part) => Math.round((part / whole) * WIDTH));
  const width = widths.reduce((sum, one) => sum + one, 0);
  const row = rgbs.flatMap((rgb, index) => Array.from({ length: widths[index] ?? 0 }, () => rgb).flat());
  const pixels = Uint8Array.from({ length: row.length * HEIGHT }, (_, at) => row[at % row.length] ?? 0);
  return {
    png: await sharp(pixels, { raw: { width, height: HEIGHT, channels: 3 } })
      .png()
      .toBuffer(),
    colours: rgbs.map((rgb, index) => ({ rgb, share: (widths[index] ?? 0) / width })),
  };
}

/** By how many levels the channel differs that differs most. */
export function levelsApart(one: readonly number[], other: readonly number[]): number {
  return Math.max(...one.map((level, channel) => Math.abs(level - (other[channel] ?? 0))));
}
