// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.

/** What `options_schema` allows, defaults applied. */
export interface Options {
  /** The `hash` of another picture as this plugin answered it, or a list of up to 1000 */
  readonly compare_to: string | readonly string[];
}

/** What `output_schema` demands. */
export interface Output {
  /** phash and dhash in one: keep it to compare other pictures with */
  readonly hash: string;
  /** 64 bits of the discrete cosine transform: which slow waves are strong */
  readonly phash: string;
  /** 64 bits of the gradient: where it grows brighter from left to right */
  readonly dhash: string;
  /** One for each hash of compare_to, in its order */
  readonly comparisons: readonly {
    /** The hash that was compared with */
    readonly hash: string;
    /** How many of the 128 bits differ */
    readonly distance: number;
    /** Of the 64 bits of phash */
    readonly phash_distance: number;
    /** Of the 64 bits of dhash */
    readonly dhash_distance: number;
    /** By distance */
    readonly verdict: 'same' | 'similar' | 'different';
  }[];
}
