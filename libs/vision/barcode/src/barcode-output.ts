import type { BarcodeFormat } from './barcode-formats.js';
import type { Point } from './geometry.js';

/** The result as `output_schema` demands it. Keys are those on the wire. */
export interface BarcodeOutput {
  readonly codes: readonly BarcodeCode[];
}

/** One code of a result. */
export interface BarcodeCode {
  readonly format: BarcodeFormat;
  /** The content as text. */
  readonly text: string;
  /** The content as it stands in the code, in base64. */
  readonly bytes: string;
  /** The corners of the code as it was printed, in pixels of the upright original image. */
  readonly position: {
    readonly top_left: Point;
    readonly top_right: Point;
    readonly bottom_right: Point;
    readonly bottom_left: Point;
  };
  /** Degrees by which the code is turned clockwise, above −180 to 180. */
  readonly orientation: number;
}
