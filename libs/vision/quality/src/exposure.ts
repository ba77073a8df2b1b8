import type { Brightness } from './brightness.js';

/** What the histogram of a picture tells. Levels and shares are 0 to 1. */
export interface Exposure {
  readonly brightness: number;
  /** The level that 99 of 100 pixels do not pass: how bright the brightest parts are. */
  readonly brightest: number;
  /** Share of pixels that have lost a colour to white. */
  readonly clipped_highlights: number;
  /** Share of pixels that are as good as black. */
  readonly clipped_shadows: number;
  /** Standard deviation of the levels, at most 0.5. */
  readonly contrast: number;
  /** Shannon's, in bits, at most 8. */
  readonly entropy: number;
}

const BLACK = 3;

/** Sums up the levels of a picture that has at least one visible pixel. */
export function exposureOf({ histogram, visible, whitened }: Brightness): Exposure {
  const shares = Array.from(histogram, (count) => count / visible);
  const sum = (value: (share: number, level: number) => number): number =>
    shares.reduce((total, share, level) => total + value(share, level), 0);
  const mean = sum((share, level) => share * level);
  return {
    brightness: mean / 255,
    brightest: levelAbove(shares, 0.99) / 255,
    clipped_highlights: whitened / visible,
    clipped_shadows: sum((share, level) => (level <= BLACK ? share : 0)),
    contrast: Math.sqrt(sum((share, level) => share * (level - mean) ** 2)) / 255,
    entropy: sum((share) => (share === 0 ? 0 : -share * Math.log2(share))),
  };
}

function levelAbove(shares: readonly number[], wanted: number): number {
  let below = 0;
  return shares.findIndex((share) => (below += share) >= wanted - 1e-9);
}
