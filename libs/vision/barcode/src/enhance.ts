import type { GreyImage } from './grey-image.js';

/**
 * Undoes some blur: moves each pixel away from the mean of the square around it.
 *
 * @param radius pixels from the square's middle to its edge: about the width of the blur
 */
export function sharpen(image: GreyImage, radius: number): GreyImage {
  const { data, width, height } = image;
  const across = boxMeans(data, { count: height, apart: width }, { count: width, apart: 1 }, radius);
  const means = boxMeans(across, { count: width, apart: 1 }, { count: height, apart: width }, radius);
  const sharpened = data.map((shade, i) => clamp(shade + STRENGTH * (shade - (means[i] ?? shade))));
  return { data: sharpened, width, height };
}

const STRENGTH = 1.5;

/**
 * Takes uneven light off bars: stretches each pixel between the darkest and the lightest of its row nearby.
 *
 * @param block pixels of the row that are looked at together, with as many before and behind: more than the widest bar
 */
export function evenLight({ data, width, height }: GreyImage, block: number): GreyImage {
  const evened = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const blocks = Array.from({ length: Math.ceil(width / block) }, (_, i) =>
      row.subarray(Math.max(0, (i - 1) * block), (i + 2) * block),
    );
    const ranges = blocks.map((near) => ({ low: Math.min(...near), high: Math.max(...near) }));
    // where there are no bars the difference is noise, which must not be blown up to look like some
    const least = LEAST_CONTRAST * Math.max(1, ...ranges.map(({ low, high }) => high - low));
    for (let x = 0; x < width; x++) {
      const { low, high } = ranges[Math.floor(x / block)] ?? { low: 0, high: 255 };
      const missing = Math.max(0, least - (high - low));
      evened[y * width + x] = clamp((255 * ((row[x] ?? 0) - low + missing)) / (high - low + missing));
    }
  }
  return { data: evened, width, height };
}

/** Share of the row's strongest contrast below which it is taken for white without bars. */
const LEAST_CONTRAST = 0.2;

/** One of the two directions of an image. */
interface Axis {
  readonly count: number;
  /** Elements from one to the next. */
  readonly apart: number;
}

/** The mean of 2 × radius + 1 elements along each of the lines; beyond an end its last element repeats. */
function boxMeans(data: Uint8Array, lines: Axis, along: Axis, radius: number): Uint8Array {
  const means = new Uint8Array(data.length);
  for (let line = 0; line < lines.count; line++) {
    const at = (i: number): number =>
      data[line * lines.apart + Math.max(0, Math.min(along.count - 1, i)) * along.apart] ?? 0;
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += at(i);
    for (let i = 0; i < along.count; i++) {
      means[line * lines.apart + i * along.apart] = Math.round(sum / (2 * radius + 1));
      sum += at(i + radius + 1) - at(i - radius);
    }
  }
  return means;
}

function clamp(shade: number): number {
  return Math.max(0, Math.min(255, Math.round(shade)));
}
