/** A picture of one byte a pixel, 0 black to 255 white, row by row from the top left. */
export interface GreyImage {
  readonly data: Uint8Array;
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
}
