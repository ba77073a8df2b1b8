/** An upright rectangle in pixels of the upright original picture; whole numbers. */
export interface OcrBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A word, or a line of them. */
export interface OcrText {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly box: OcrBox;
}

/** What the plugin answers; `output_schema` of plugin.json says the same. */
export interface OcrResult {
  /** The lines, a line break between them and an empty line between paragraphs. */
  readonly text: string;
  /** Mean over the words, by their length: 0 to 1; 0 without text. */
  readonly confidence: number;
  /** Degrees clockwise by which the upright original must be turned for its text to be upright. */
  readonly orientation: 0 | 90 | 180 | 270;
  /** Degrees by which the lines still fall to the right after that turn. */
  readonly skew: number;
  readonly lines: readonly OcrText[];
  /** All words of all lines, in reading order. */
  readonly words: readonly OcrText[];
}
