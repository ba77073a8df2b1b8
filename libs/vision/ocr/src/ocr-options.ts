import type { Segmentation } from './engine/segmentation.js';

/** What a caller may ask for; `options_schema` of plugin.json says the same. */
export interface OcrOptions {
  readonly page_segmentation: Segmentation;
  /** "auto" also reads pages that lie on a side or upside down; "upright" trusts the picture. */
  readonly orientation: 'auto' | 'upright';
  /** Words below it are left out: 0 to 1. */
  readonly min_confidence: number;
}
