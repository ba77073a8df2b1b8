import { distance, type Oklab } from './oklab.js';
import { joined, type Patch } from './patch.js';

const SEEDS = 24;
const ROUNDS = 12;

/** Colours that look nearer than this are one: what a soft shadow or a compression makes of a plain wall. */
const ONE_COLOUR = 0.06;

/**
 * Finds the colours of a picture: k-means with more clusters than are wanted, then the two whose union costs least are
 * joined until there are few enough, and none are alike. There is no chance in it.
 */
export function cluster(patches: readonly Patch[], most: number): readonly Patch[] {
  const clusters = means(patches);
  for (;;) {
    const pair = cheapestUnion(clusters, clusters.length > most ? Infinity : ONE_COLOUR);
    if (pair === null) return clusters.sort((one, other) => other.weight - one.weight);
    const [one, other] = pair;
    clusters.splice(clusters.indexOf(other), 1);
    clusters.splice(clusters.indexOf(one), 1, joined([one, other]));
  }
}

function means(patches: readonly Patch[]): Patch[] {
  let centres = seeds(patches);
  for (let round = 0; round < ROUNDS; round++) {
    const members = centres.map((): Patch[] => []);
    for (const patch of patches) members[nearest(centres, patch.mean)]?.push(patch);
    centres = members.map(joined).filter(({ weight }) => weight > 0);
  }
  return centres;
}

/** First the heaviest patch, then always the one whose weight and distance from those before make the most. */
function seeds(patches: readonly Patch[]): Patch[] {
  const chosen: Patch[] = [];
  const far = patches.map(() => 1);
  while (chosen.length < SEEDS) {
    const worth = patches.map(({ weight }, index) => weight * (far[index] ?? 0));
    const best = worth.reduce((top, value, index) => (value > (worth[top] ?? 0) ? index : top), 0);
    const seed = patches[best];
    if (seed === undefined || worth[best] === 0) break;
    chosen.push(seed);
    for (const [index, { mean }] of patches.entries()) {
      far[index] = Math.min(far[index] ?? 0, distance(mean, seed.mean) ** 2);
    }
  }
  return chosen;
}

function nearest(centres: readonly Patch[], colour: Oklab): number {
  let [best, least] = [0, Infinity];
  for (const [index, { mean }] of centres.entries()) {
    const far = distance(mean, colour);
    if (far < least) [best, least] = [index, far];
  }
  return best;
}

/** Of the pairs that are nearer than a bound the one whose union moves the least colour (Ward's criterion). */
function cheapestUnion(clusters: readonly Patch[], bound: number): readonly [Patch, Patch] | null {
  let [found, least]: [readonly [Patch, Patch] | null, number] = [null, Infinity];
  for (const [index, one] of clusters.entries()) {
    for (const other of clusters.slice(index + 1)) {
      const far = distance(one.mean, other.mean);
      const cost = (far ** 2 * one.weight * other.weight) / (one.weight + other.weight);
      if (far < bound && cost < least) [found, least] = [[one, other], cost];
    }
  }
  return found;
}
