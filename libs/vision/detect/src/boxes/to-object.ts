import type { OutputObject } from '../plugin-types.js';
import type { Fit } from '../model/fit-square.js';
import type { Detection } from './detection.js';

/** Tells a detection in pixels of the upright original, cut off at its edges; null where it lies in the margin alone. */
export function toObject(
  { label, confidence, x0, y0, x1, y1 }: Detection,
  { left, top, width, height }: Omit<Fit, 'planes'>,
  original: { readonly width: number; readonly height: number },
): OutputObject | null {
  const across = span((x0 - left) / width, (x1 - left) / width, original.width);
  const down = span((y0 - top) / height, (y1 - top) / height, original.height);
  if (across === null || down === null) return null;
  return {
    label,
    confidence: Math.round(confidence * 1000) / 1000,
    box: { x: across.from, y: down.from, width: across.length, height: down.length },
  };
}

/** From share to share of `length` pixels: at least one of them. */
function span(
  from: number,
  to: number,
  length: number,
): { readonly from: number; readonly length: number } | null {
  if (to <= 0 || from >= 1) return null;
  const first = Math.min(length - 1, Math.max(0, Math.round(from * length)));
  const end = Math.min(length, Math.max(first + 1, Math.round(to * length)));
  return { from: first, length: end - first };
}
