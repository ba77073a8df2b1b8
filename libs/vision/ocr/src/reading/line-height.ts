import type { EngineLine } from '../engine/engine-page.js';

/** Height of a line at which the engine reads best, in pixels; measured from 22 to 46. */
export const BEST_LINE_HEIGHT_PX = 32;

/** Pixels from the top to the bottom of a line's ink. */
export function lineHeight({ box }: EngineLine): number {
  return Math.max(1, box.y1 - box.y0);
}

/** Of the middle one by height. */
export function middleLineHeight(lines: readonly EngineLine[]): number {
  const heights = lines.map(lineHeight).sort((one, other) => one - other);
  return heights[Math.floor(heights.length / 2)] ?? BEST_LINE_HEIGHT_PX;
}
