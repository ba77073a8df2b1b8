import type { Oklab } from './oklab.js';

/** Pixels that count as one colour: their mean, and how many they are. */
export interface Patch {
  readonly mean: Oklab;
  /** In pixels; one that is half transparent is half a pixel. */
  readonly weight: number;
}

/** The patches as one; of none, one without weight. */
export function joined(patches: readonly Patch[]): Patch {
  let [weight, L, a, b] = [0, 0, 0, 0];
  for (const { mean, weight: its } of patches) {
    weight += its;
    L += its * mean.L;
    a += its * mean.a;
    b += its * mean.b;
  }
  const share = weight === 0 ? 0 : 1 / weight;
  return { mean: { L: L * share, a: a * share, b: b * share }, weight };
}
