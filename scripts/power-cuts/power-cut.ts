import type { Chance } from './chance.ts';

/** What a power cut leaves of what no sync made sure of. Each change is asked about once, in the order of the log. */
export interface PowerCut {
  /** Whether a change, or a piece of a write, reached the disk; `at` is the place of its record. */
  keeps(at: number): boolean;
  /** Whether the file became as large as a piece of a write would have made it that did not reach the disk. */
  grows(): boolean;
  /** What stands in a file where nothing was written. */
  readonly filler: number;
  /** Writes are torn at whole multiples of this. */
  readonly pieceBytes: 512 | 4096;
}

/** What can be in a block of a disk that was used before. */
const OLD_BYTE = 0xa5;

/**
 * A power cut at a moment: nothing, everything, some, or all up to some earlier moment reached the disk.
 *
 * @param from the place in the log of the oldest change that is at stake
 * @param until the place in the log at which the power went
 */
export function randomPowerCut(chance: Chance, from: number, until: number): PowerCut {
  const likely = chance.oneOf<number | 'in order'>([0, 0.1, 0.5, 0.9, 1, 'in order', 'in order']);
  const moment = from + chance.fraction() * (until - from);
  const grows = chance.oneOf([0, 0.5, 1]);
  return {
    keeps: (at) => {
      if (likely !== 'in order') return chance.happens(likely);
      // what was under way at that moment is torn
      return Math.floor(moment) === at ? chance.happens(0.5) : at < moment;
    },
    grows: () => chance.happens(grows),
    filler: chance.oneOf([0, OLD_BYTE]),
    pieceBytes: chance.oneOf([512, 4096]),
  };
}
