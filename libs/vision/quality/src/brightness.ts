/** How bright each visible pixel of a picture is. */
export interface Brightness {
  /** Row by row, 0 to 255, by the weights of Rec. 709; NaN where the picture is transparent, so that what is computed of it is NaN too. */
  readonly levels: Float32Array;
  readonly width: number;
  readonly height: number;
  /** How many visible pixels have each level, rounded. */
  readonly histogram: Uint32Array;
  /** How many pixels are visible. */
  readonly visible: number;
  /** How many visible pixels have lost a colour to white: red, green or blue is at its end. */
  readonly whitened: number;
}

const HALF_VISIBLE = 128;
const WHITE = 253;

/** Reads the brightness of upright RGBA pixels. */
export function brightnessOf(rgba: Uint8Array, width: number, height: number): Brightness {
  const levels = new Float32Array(width * height);
  const histogram = new Uint32Array(256);
  let visible = 0;
  let whitened = 0;
  for (let at = 0; at < levels.length; at++) {
    const red = rgba[4 * at] ?? 0;
    const green = rgba[4 * at + 1] ?? 0;
    const blue = rgba[4 * at + 2] ?? 0;
    const isVisible = (rgba[4 * at + 3] ?? 0) >= HALF_VISIBLE;
    const level = isVisible ? 0.2126 * red + 0.7152 * green + 0.0722 * blue : NaN;
    levels[at] = level;
    if (!isVisible) continue;
    histogram[Math.round(level)] = (histogram[Math.round(level)] ?? 0) + 1;
    visible++;
    if (Math.max(red, green, blue) >= WHITE) whitened++;
  }
  return { levels, width, height, histogram, visible, whitened };
}
