/** One thing that was measured of a plugin. */
export interface Figure {
  /** The pictures it was measured on, in a few words. */
  readonly set: string;
  /** What was measured of them, in a few words. */
  readonly measure: string;
  readonly value: number;
}
