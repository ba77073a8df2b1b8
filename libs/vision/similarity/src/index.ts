import { definePlugin, type RunPayload } from '@gatehouse/plugin-sdk';
import { compare } from './compare.js';
import { differenceHash } from './difference-hash.js';
import { perceptualHash } from './perceptual-hash.js';
import type { Options, Output } from './plugin-types.js';

/** Tells a picture's perceptual hashes, and how far they are from those of other pictures. */
export default definePlugin({
  run({ image, width, height, options }: RunPayload<Options>): Output {
    const grey = { levels: image, width, height };
    const [phash, dhash] = [perceptualHash(grey), differenceHash(grey)];
    const hash = phash + dhash;
    const others = typeof options.compare_to === 'string' ? [options.compare_to] : options.compare_to;
    return { hash, phash, dhash, comparisons: others.map((other) => compare(hash, other)) };
  },
});
