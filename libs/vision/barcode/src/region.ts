import type { Point } from './geometry.js';

/** A turned rectangle of an image in which there may be a code. */
export interface Region {
  readonly centre: Point;
  /** Radians from the image's x axis to the rectangle's, clockwise: for bars, the direction across them. */
  readonly angle: number;
  /** Pixels along the rectangle's x axis: for bars, across them. */
  readonly length: number;
  /** Pixels along its y axis: for bars, along them. */
  readonly breadth: number;
  /** Cells it covers times their mean strength: what to try first. */
  readonly weight: number;
}
