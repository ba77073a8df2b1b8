/** What the model says of one grid of places: its outputs as they are. */
export interface Head {
  /** Places to a side of the grid. */
  readonly cells: number;
  /** For each place, row by row, how likely each of the kinds is: 0 to 1. */
  readonly scores: Float32Array;
  /** For each place how far each of the four sides is from it: `SIDE_BINS` weights a side. */
  readonly distances: Float32Array;
}

/** Distances that the model weighs for a side of a box: 0 to 10 steps of its grid. */
export const SIDE_BINS = 11;
