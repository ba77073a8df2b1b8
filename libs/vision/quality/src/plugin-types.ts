// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.

/** What `options_schema` allows, defaults applied. */
export interface Options {
  /** A picture whose blur is above this is BLURRED. A sharp photograph has 0.15 to 0.34, one that is visibly soft 0.4 and more */
  readonly max_blur: number;
  /** A picture whose noise is above this is NOISY, in levels of 255 */
  readonly max_noise: number;
  /** A picture of which a larger share has lost its colour to white is OVEREXPOSED */
  readonly max_highlights: number;
  /** A picture whose brightest parts are darker than this is UNDEREXPOSED: 0 is black, 1 is white */
  readonly min_brightest: number;
  /** A picture with less contrast than this has LOW_CONTRAST */
  readonly min_contrast: number;
}

/** What `output_schema` demands. */
export interface Output {
  /** How good the weakest side of the picture is: 0 to 1. Below 0.5 there is an issue */
  readonly score: number;
  /** What is wrong with the picture, the worst first; empty for a good one */
  readonly issues: readonly {
    readonly code:
      'BLURRED' | 'NOISY' | 'OVEREXPOSED' | 'UNDEREXPOSED' | 'LOW_CONTRAST' | 'BLANK' | 'TRANSPARENT';
    /** The same in words */
    readonly message: string;
  }[];
  /** What was measured, at 1024 pixels a side at most, where the picture is visible; null where nothing is */
  readonly measures: {
    /** Variance of the Laplacian, in squared levels of 255: the more fine detail the higher. Null where no 3 x 3 pixels are visible */
    readonly sharpness: number | null;
    /** How little the picture would lose if it were blurred once more: 0 is sharp, 1 is blurred. Null where nothing changes from pixel to pixel */
    readonly blur: number | null;
    /** Standard deviation of the noise in levels of 255. Null where there is no square of 16 pixels that is neither black nor white */
    readonly noise: number | null;
    /** Mean level: 0 is black, 1 is white */
    readonly brightness: number;
    /** The level that 99 of 100 pixels do not pass */
    readonly brightest: number;
    /** Share of pixels whose red, green or blue is at its end */
    readonly clipped_highlights: number;
    /** Share of pixels that are as good as black */
    readonly clipped_shadows: number;
    /** Standard deviation of the levels: 0 to 0.5 */
    readonly contrast: number;
    /** Of the levels, in bits: 0 to 8 */
    readonly entropy: number;
  } | null;
}
