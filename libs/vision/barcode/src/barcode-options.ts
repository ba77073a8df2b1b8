import type { BarcodeFormat } from './barcode-formats.js';

/** The options as `options_schema` allows them, its defaults applied. Keys are those on the wire. */
export interface BarcodeOptions {
  readonly formats: readonly BarcodeFormat[];
  readonly max_codes: number;
  readonly try_harder: boolean;
}
