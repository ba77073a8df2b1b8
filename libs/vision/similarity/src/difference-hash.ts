import { toHex } from './bits.js';
import { shrink, type GreyImage } from './shrink.js';

const SIDE = 8;

/** Less than this, in levels, is what rounding leaves of nothing. */
const NOTHING = 0.01;

/** Whether it grows brighter from each part of the picture to the next on its right: 8 rows of 9 parts. */
export function differenceHash(image: GreyImage): string {
  const { levels } = shrink(image, SIDE + 1, SIDE);
  const bits = Array.from({ length: SIDE * SIDE }, (_, at) => {
    const left = at + Math.floor(at / SIDE);
    return (levels[left + 1] ?? 0) - (levels[left] ?? 0) > NOTHING;
  });
  return toHex(bits);
}
