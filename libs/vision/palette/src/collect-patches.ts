import { toOklab } from './oklab.js';
import { joined, type Patch } from './patch.js';

/** Sorts the visible pixels of a picture into patches of nearly one colour: 32 steps each of red, green and blue. */
export function collectPatches(rgba: Uint8Array): readonly Patch[] {
  const weights = new Map<number, number>();
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    if (alpha === 0) continue;
    const colour = ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0);
    weights.set(colour, (weights.get(colour) ?? 0) + alpha / 255);
  }
  const cells = new Map<number, Patch[]>();
  for (const [colour, weight] of weights) {
    const patch = { mean: toOklab([colour >> 16, (colour >> 8) & 255, colour & 255]), weight };
    const cell = colour & 0xf8f8f8;
    const known = cells.get(cell);
    if (known === undefined) cells.set(cell, [patch]);
    else known.push(patch);
  }
  return [...cells.values()].map(joined);
}
