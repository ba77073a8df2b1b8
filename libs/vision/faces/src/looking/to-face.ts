import type { OutputFace } from '../plugin-types.js';
import { LANDMARKS, type Point, type Sighting } from './sighting.js';

/** Tells a sighting in whole pixels of the upright original, its box cut off at the edges; null where that lies outside. */
export function toFace(
  { confidence, x, y, width, height, points }: Sighting,
  scale: Point,
  original: { readonly width: number; readonly height: number },
): OutputFace | null {
  const across = span(x * scale.x, (x + width) * scale.x, original.width);
  const down = span(y * scale.y, (y + height) * scale.y, original.height);
  if (across === null || down === null) return null;
  const [right_eye, left_eye, nose, mouth, right_ear, left_ear] = LANDMARKS.map((_, i) => ({
    x: Math.round((points[i]?.x ?? 0) * scale.x),
    y: Math.round((points[i]?.y ?? 0) * scale.y),
  })) as [Point, Point, Point, Point, Point, Point]; // as many as there are landmarks
  return {
    confidence: Math.round(confidence * 1000) / 1000,
    box: { x: across.from, y: down.from, width: across.length, height: down.length },
    landmarks: { right_eye, left_eye, nose, mouth, right_ear, left_ear },
  };
}

/** At least one of `length` pixels. */
function span(
  from: number,
  to: number,
  length: number,
): { readonly from: number; readonly length: number } | null {
  if (to <= 0 || from >= length) return null;
  const first = Math.min(length - 1, Math.max(0, Math.round(from)));
  const end = Math.min(length, Math.max(first + 1, Math.round(to)));
  return { from: first, length: end - first };
}
