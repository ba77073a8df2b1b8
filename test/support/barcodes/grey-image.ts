/** Pixels of one byte each, 0 black to 255 white, row by row. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
