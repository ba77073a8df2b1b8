import type { GreyImage } from './grey-image.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Pixels a side of the finest speck: a few, since each costs time. */
const GRAIN = 3;

/** A desk of sorts: cloudy at several sizes, with a grain along one direction and some scattered boxes and lines. */
export function texturedBackground(width: number, height: number, random: SeededRandom): GreyImage {
  const data = new Uint8Array(width * height);
  const base = random.between(90, 170);
  const octaves = [160, 53, 17, 6].map((cell, index) => ({
    field: latticeNoise(random),
    cellX: cell * random.between(0.6, 3),
    cellY: cell,
    strength: 26 / (index + 1),
  }));
  for (let y = 0; y < height; y += GRAIN) {
    for (let x = 0; x < width; x += GRAIN) {
      let value = base;
      for (const { field, cellX, cellY, strength } of octaves) {
        value += strength * field(x / cellX, y / cellY);
      }
      data.fill(Math.max(0, Math.min(255, value)), y * width + x, y * width + Math.min(width, x + GRAIN));
    }
    for (let row = y + 1; row < Math.min(height, y + GRAIN); row++) {
      data.copyWithin(row * width, y * width, (y + 1) * width);
    }
  }
  const picture = { data, width, height };
  for (let n = random.integer(6, 14); n > 0; n--) scatterBox(picture, random);
  return picture;
}

/** Value noise from −1 to 1 on a lattice of 64 × 64 that repeats. */
function latticeNoise(random: SeededRandom): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: 64 * 64 }, () => random.between(-1, 1));
  const at = (x: number, y: number): number => lattice[(y & 63) * 64 + (x & 63)] ?? 0;
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const fx = x - x0;
    const fy = y - y0;
    const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
    const bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

function scatterBox({ data, width, height }: GreyImage, random: SeededRandom): void {
  const boxWidth = random.integer(2, Math.ceil(width / 4));
  const boxHeight = random.integer(2, Math.ceil(height / 4));
  const left = random.integer(-boxWidth, width);
  const top = random.integer(-boxHeight, height);
  const shade = random.between(20, 235);
  for (let y = Math.max(0, top); y < Math.min(height, top + boxHeight); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + boxWidth); x++) {
      const i = y * width + x;
      data[i] = (data[i] ?? 0) * 0.4 + shade * 0.6;
    }
  }
}
