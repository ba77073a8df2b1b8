import type { Brightness } from './brightness.js';

/** Variance of the Laplacian, in squared levels: the more fine detail, the higher. Null without a visible 3 x 3. */
export function laplacianVariance({ levels, width, height }: Brightness): number | null {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const value = 4 * level(at) - level(at - 1) - level(at + 1) - level(at - width) - level(at + width);
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  return count === 0 ? null : Math.max(0, squares / count - (sum / count) ** 2);

  function level(at: number): number {
    return levels[at] ?? NaN;
  }
}
