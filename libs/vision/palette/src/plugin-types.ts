// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.

/** What `options_schema` allows, defaults applied. */
export interface Options {
  /** At most this many colours are told; fewer where the picture has fewer that look different */
  readonly max_colors: number;
  /** Colours with a smaller share of the picture are left out: 0 to 0.5 */
  readonly min_share: number;
}

/** What `output_schema` demands. */
export interface Output {
  /** The dominant colours, the largest share first; empty where nothing is visible */
  readonly colors: readonly {
    /** As CSS writes it */
    readonly hex: string;
    /** The name of CSS that looks nearest */
    readonly name: string;
    /** Share of what is visible: 0 to 1 */
    readonly share: number;
  }[];
  /** The mean of all that is visible, as it looks; null where nothing is */
  readonly average: {
    /** As CSS writes it */
    readonly hex: string;
    /** The name of CSS that looks nearest */
    readonly name: string;
  } | null;
  /** Of the average, as it looks: 0 is black, 1 is white */
  readonly lightness: number | null;
  /** light where black text would stand out on the average better than white */
  readonly tone: 'light' | 'dark' | null;
  /** How much of the picture is not transparent: 0 to 1 */
  readonly visible_share: number;
}
