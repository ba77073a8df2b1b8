import type { Point } from '../looking/sighting.js';
import { SIDE } from '../looking/cut-square.js';

/** The places that the model speaks of, in the order of its outputs: the middles of a fine grid's cells, twice each. */
export const FINE_ANCHORS: readonly Point[] = anchors(16, 2);
/** The same of a coarse grid, six times each. */
export const COARSE_ANCHORS: readonly Point[] = anchors(8, 6);

function anchors(cells: number, times: number): readonly Point[] {
  return Array.from({ length: cells * cells * times }, (_, i) => {
    const cell = Math.floor(i / times);
    return {
      x: (((cell % cells) + 0.5) / cells) * SIDE,
      y: ((Math.floor(cell / cells) + 0.5) / cells) * SIDE,
    };
  });
}
