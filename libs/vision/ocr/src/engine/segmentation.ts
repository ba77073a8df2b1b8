/** How a page may be cut into lines, by option value: Tesseract's page segmentation modes (PSM). */
export const SEGMENTATION = Object.freeze({
  /** Fully automatic, without orientation and script detection. */
  auto: '3',
  /** One uniform block of text. */
  single_block: '6',
  single_line: '7',
  /** As much text as can be found, in no particular order. */
  sparse: '11',
} as const);

/** One of the ways to cut a page into lines. */
export type Segmentation = keyof typeof SEGMENTATION;
