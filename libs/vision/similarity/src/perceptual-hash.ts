import { toHex } from './bits.js';
import { shrink, type GreyImage } from './shrink.js';

const SIDE = 32;
const KEPT = 8;

/** Less than this, in levels, is what rounding leaves of nothing. */
const NOTHING = 0.01;

/** COSINES[frequency][position], of the discrete cosine transform (II). */
const COSINES = Array.from({ length: KEPT + 1 }, (_, frequency) =>
  Array.from({ length: SIDE }, (__, at) => Math.cos((Math.PI * frequency * (2 * at + 1)) / (2 * SIDE))),
);

/**
 * The picture's 64 slowest waves, by which of them are stronger than the middle one (Zauner, "Implementation and
 * benchmarking of perceptual image hash functions", 2010). Those that are even along a side are left out: they tell
 * brightness and shade, not what is seen.
 */
export function perceptualHash(image: GreyImage): string {
  const { levels } = shrink(image, SIDE, SIDE);
  const waves: number[] = [];
  for (let down = 1; down <= KEPT; down++) {
    for (let across = 1; across <= KEPT; across++) waves.push(strength(levels, across, down));
  }
  const middle = [...waves].sort((one, other) => one - other)[waves.length / 2] ?? 0;
  return toHex(waves.map((wave) => wave > middle));
}

function strength(levels: ArrayLike<number>, across: number, down: number): number {
  let sum = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      sum += (levels[y * SIDE + x] ?? 0) * (COSINES[across]?.[x] ?? 0) * (COSINES[down]?.[y] ?? 0);
    }
  }
  return Math.abs(sum) < NOTHING ? 0 : sum;
}
