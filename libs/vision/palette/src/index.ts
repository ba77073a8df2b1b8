import { definePlugin, type RunPayload } from '@gatehouse/plugin-sdk';
import { cluster } from './cluster.js';
import { collectPatches } from './collect-patches.js';
import { describeColour } from './describe-colour.js';
import { joined } from './patch.js';
import type { Options, Output } from './plugin-types.js';
import { toneOf } from './tone.js';

/** Tells the colours of a picture: the dominant ones with their shares, the average, and whether it is light or dark. */
export default definePlugin({
  run({ image, width, height, options }: RunPayload<Options>): Output {
    const patches = collectPatches(image);
    const { mean, weight } = joined(patches);
    const visible = rounded(weight / (width * height));
    if (patches.length === 0) {
      return { colors: [], average: null, lightness: null, tone: null, visible_share: visible };
    }
    const colors = cluster(patches, options.max_colors)
      .map((colour) => ({ ...describeColour(colour.mean), share: rounded(colour.weight / weight) }))
      .filter(({ share }) => share >= options.min_share);
    return {
      colors,
      average: describeColour(mean),
      lightness: rounded(Math.min(1, Math.max(0, mean.L))),
      tone: toneOf(mean),
      visible_share: visible,
    };
  },
});

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
