import { blurOf } from './blur.js';
import type { Brightness } from './brightness.js';
import { exposureOf, type Exposure } from './exposure.js';
import { noiseOf } from './noise.js';
import { laplacianVariance } from './sharpness.js';

/** What is measured of a picture. Keys are those on the wire; null where the picture is too small or too plain. */
export interface Measures extends Exposure {
  readonly sharpness: number | null;
  readonly blur: number | null;
  readonly noise: number | null;
}

/** Measures a picture that has at least one visible pixel. */
export function measure(image: Brightness): Measures {
  return {
    sharpness: rounded(laplacianVariance(image)),
    blur: rounded(blurOf(image)),
    noise: rounded(noiseOf(image)),
    ...roundedAll(exposureOf(image)),
  };
}

function roundedAll(exposure: Exposure): Exposure {
  return {
    brightness: rounded(exposure.brightness),
    brightest: rounded(exposure.brightest),
    clipped_highlights: rounded(exposure.clipped_highlights),
    clipped_shadows: rounded(exposure.clipped_shadows),
    contrast: rounded(exposure.contrast),
    entropy: rounded(exposure.entropy),
  };
}

/** To four places, as no measure is surer than that. */
function rounded<Value extends number | null>(value: Value): Value;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}
