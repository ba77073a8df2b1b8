import type { GreyImage } from './grey-image.js';

/** The grey level that best parts a picture into dark and light: the one of greatest between-class variance (Otsu). */
export function inkThreshold({ data }: GreyImage): number {
  const histogram = new Float64Array(256);
  let sum = 0;
  for (const level of data) {
    histogram[level] = (histogram[level] ?? 0) + 1;
    sum += level;
  }
  let best = 0;
  let threshold = 127;
  let darkCount = 0;
  let darkSum = 0;
  for (let level = 0; level < 255; level++) {
    darkCount += histogram[level] ?? 0;
    darkSum += level * (histogram[level] ?? 0);
    const lightCount = data.length - darkCount;
    if (darkCount === 0 || lightCount === 0) continue;
    const gap = darkSum / darkCount - (sum - darkSum) / lightCount;
    const variance = darkCount * lightCount * gap * gap;
    if (variance > best) {
      best = variance;
      threshold = level;
    }
  }
  return threshold;
}
