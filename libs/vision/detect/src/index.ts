import { definePlugin } from '@gatehouse/plugin-sdk';
import { readHeads } from './boxes/read-heads.js';
import { suppressOverlaps } from './boxes/suppress-overlaps.js';
import { toObject } from './boxes/to-object.js';

import type { Options, Output } from './plugin-types.js';
import { fitSquare } from './model/fit-square.js';
import { NanoDet } from './model/nanodet.js';

let model: NanoDet | null = null;

/** Finds everyday objects of the 80 kinds of COCO, each with a box. */
export default definePlugin<Options, Output>({
  async initialize() {
    model = await NanoDet.start();
  },

  async run({ image, width, height, original, options }) {
    model ??= await NanoDet.start();
    const fit = fitSquare({ data: image, width, height });
    const seen = readHeads(model.look(fit.planes), options.min_confidence);
    const objects = suppressOverlaps(seen)
      .map((detection) => toObject(detection, fit, original))
      .filter((object) => object !== null);
    return { objects: objects.slice(0, options.max_objects) };
  },
});
