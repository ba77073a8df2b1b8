import { bitsApart } from './bits.js';
import type { Output } from './plugin-types.js';

type Comparison = Output['comparisons'][number];

const DIGITS = 16;

/** At most so many of 128 bits differ. */
const [SAME, SIMILAR] = [8, 34];

/** How far a picture's hash is from another picture's. */
export function compare(hash: string, other: string): Comparison {
  const phash = bitsApart(hash.slice(0, DIGITS), other.slice(0, DIGITS));
  const dhash = bitsApart(hash.slice(DIGITS), other.slice(DIGITS));
  const distance = phash + dhash;
  return {
    hash: other,
    distance,
    phash_distance: phash,
    dhash_distance: dhash,
    verdict: verdictOf(distance),
  };
}

function verdictOf(distance: number): Comparison['verdict'] {
  if (distance <= SAME) return 'same';
  return distance <= SIMILAR ? 'similar' : 'different';
}
