import { definePlugin, type RunPayload } from '@gatehouse/plugin-sdk';
import { brightnessOf } from './brightness.js';
import { measure } from './measure.js';
import type { Options, Output } from './plugin-types.js';
import { verdict } from './verdict.js';

/** Tells how good a picture is as a picture: whether it is sharp, well exposed, and free of noise. */
export default definePlugin({
  run({ image, width, height, options }: RunPayload<Options>): Output {
    const brightness = brightnessOf(image, width, height);
    if (brightness.visible === 0) {
      return {
        score: 0,
        issues: [{ code: 'TRANSPARENT', message: 'Nothing of the picture is visible.' }],
        measures: null,
      };
    }
    const measures = measure(brightness);
    return { ...verdict(measures, options), measures: { ...measures } };
  },
});
