import type { Detection } from './detection.js';

/** Of two boxes of one kind that share more than this of what they cover together, one is the other again. */
const SAME_OBJECT = 0.5;
/** More are never looked at: what lies beyond is least sure, and comparing all with all would take its time. */
const MOST = 1000;

/** Leaves of each object the surest box alone, the surest object first. */
export function suppressOverlaps(detections: readonly Detection[]): readonly Detection[] {
  const kept: Detection[] = [];
  const surestFirst = detections.toSorted((one, other) => other.confidence - one.confidence);
  for (const detection of surestFirst.slice(0, MOST)) {
    if (!kept.some((other) => isSame(other, detection))) kept.push(detection);
  }
  return kept;
}

function isSame(one: Detection, other: Detection): boolean {
  return one.label === other.label && overlap(one, other) > SAME_OBJECT;
}

/** What two boxes share of what they cover together: 0 to 1. */
function overlap(one: Detection, other: Detection): number {
  const width = Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0);
  const height = Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (area(one) + area(other) - shared);
}

function area({ x0, y0, x1, y1 }: Detection): number {
  return (x1 - x0) * (y1 - y0);
}
