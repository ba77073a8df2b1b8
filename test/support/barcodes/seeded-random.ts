/** A stream of chance that is the same for the same seed. */
export interface SeededRandom {
  /** Evenly from `low` to below `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both possible. */
  integer(low: number, high: number): number;
  /** From the bell curve of mean 0 and deviation 1. */
  normal(): number;
  /** One of the items; throws when there is none. */
  pick<T>(items: readonly T[]): T;
}

/** @param seed any number; its integer part counts. */
export function seededRandom(seed: number): SeededRandom {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  // "mulberry32": 32 bits of state, ample for pictures
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  return {
    between,
    integer: (low, high) => Math.floor(between(low, high + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
