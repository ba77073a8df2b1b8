import { BARCODE_FORMATS, type BarcodeFormat } from './barcode-formats.js';
import type { Quad } from './geometry.js';

/** A code as read in some image. */
export interface Finding {
  readonly format: BarcodeFormat;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** In pixels of the image it was read in. */
  readonly quad: Quad;
  /** How many lines across the bars agreed; 0 for formats that are not linear. */
  readonly lines: number;
}

/** Whether its format has no checksum of its own or a weak one, so that a part of another code passes for it. */
export function isEasilyMistaken({ format }: Finding): boolean {
  return format === 'ITF' || format === 'CODABAR' || format === 'CODE_39' || format === 'UPC_E';
}

/** Whether it is read by a line across its bars. */
export function isLinear({ format }: Finding): boolean {
  return BARCODE_FORMATS[format].kind === 'linear';
}
