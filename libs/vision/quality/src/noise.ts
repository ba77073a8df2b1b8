import type { Brightness } from './brightness.js';

const SIDE = 16;
/** Where pixels are as good as black or white, noise is cut off and cannot be seen. */
const [DARK, BRIGHT] = [16, 239];

/**
 * Standard deviation of the noise in levels of 255 (Immerkær, "Fast noise variance estimation", 1996), measured in
 * squares of 16 pixels; the one of ten squares that has the least speaks for the picture, as detail adds to the others.
 * Null without a square to measure in.
 */
export function noiseOf(image: Brightness): number | null {
  const squares: number[] = [];
  for (let top = 1; top + SIDE < image.height; top += SIDE) {
    for (let left = 1; left + SIDE < image.width; left += SIDE) {
      const deviation = noiseWithin(image, left, top);
      if (deviation !== null) squares.push(deviation);
    }
  }
  squares.sort((one, other) => one - other);
  return squares[Math.floor((squares.length - 1) / 10)] ?? null;
}

function noiseWithin({ levels, width }: Brightness, left: number, top: number): number | null {
  let [squares, sum] = [0, 0];
  for (let y = top; y < top + SIDE; y++) {
    for (let at = y * width + left; at < y * width + left + SIDE; at++) {
      const value = bend(at - width) - 2 * bend(at) + bend(at + width);
      squares += value * value;
      sum += level(at);
    }
  }
  const mean = sum / SIDE ** 2;
  return mean > DARK && mean < BRIGHT ? Math.sqrt(squares / SIDE ** 2) / 6 : null;

  /** The second difference along a row. */
  function bend(at: number): number {
    return level(at - 1) - 2 * level(at) + level(at + 1);
  }
  function level(at: number): number {
    return levels[at] ?? NaN;
  }
}
