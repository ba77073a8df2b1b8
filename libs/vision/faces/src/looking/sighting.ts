/** A place, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What may be a face, in pixels of whatever was looked at. */
export interface Sighting {
  /** 0 to 1. */
  readonly confidence: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** In the order of `LANDMARKS`. */
  readonly points: readonly Point[];
}

/** What the model points at; right and left are the person's own. */
export const LANDMARKS = Object.freeze([
  'right_eye',
  'left_eye',
  'nose',
  'mouth',
  'right_ear',
  'left_ear',
] as const);
