import type { Sighting } from './sighting.js';

/** Two sightings that share more than this of what they cover together are of one face. */
const SAME_FACE = 0.3;

/** Leaves of each face the surest sighting alone, the surest face first. */
export function surest(sightings: readonly Sighting[]): readonly Sighting[] {
  const kept: Sighting[] = [];
  for (const sighting of sightings.toSorted((one, other) => other.confidence - one.confidence)) {
    if (!kept.some((other) => overlap(other, sighting) > SAME_FACE)) kept.push(sighting);
  }
  return kept;
}

/** What two sightings share of what they cover together: 0 to 1. */
export function overlap(one: Sighting, other: Sighting): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}
