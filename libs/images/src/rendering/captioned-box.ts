/** A rectangle in the pixels of an upright image, and what is written at it. */
export interface CaptionedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** May be empty. */
  readonly caption: string;
}
