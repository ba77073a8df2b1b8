import type { Ratio } from '../measure/statistics.ts';

/** A figure with as many digits as it can be trusted for: three, and no more than two behind the point. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** A ratio with the quartiles of its rounds: `0.61 (0.58 – 0.66)`. */
export function ratioWords({ median, low, high }: Ratio): string {
  return `${figure(median)} (${figure(low)} – ${figure(high)})`;
}

/** A number of bytes: `100 KB`. */
export function bytesWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${figure(bytes / 1024 / 1024).replace(/\.0+$/, '')} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}
