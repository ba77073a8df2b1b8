import { setTimeout as sleep } from 'node:timers/promises';
import type { Check, Finding } from '../check.ts';
import { fail, warn } from '../check.ts';
import { ordinaryImage } from '../ordinary-image.ts';
import type { Residue } from '../subject.ts';

/** What a call left behind is told a moment after its answer. */
const TOLD_WITHIN_MS = 1000;
const LEFT_BEHIND = /^a call left behind (.*)$/;

/** Nothing of one call is left for the next: else its process had to be replaced. To be run last: it looks back. */
export const residueCheck: Check = {
  id: 'residue',
  title: 'a call leaves nothing behind',
  async run(subject) {
    await subject.attempt(await ordinaryImage(subject));
    await sleep(TOLD_WITHIN_MS);
    subject.hear();
    return [...byText(subject.residues)].map(([text, residues]) => describe(text, residues));
  },
};

function byText(residues: readonly Residue[]): Map<string, readonly Residue[]> {
  return Map.groupBy(residues, ({ text }) => text);
}

function describe(text: string, residues: readonly Residue[]): Finding {
  const left = LEFT_BEHIND.exec(text)?.[1];
  const after = `first after ${residues[0]?.after ?? 'a call'}; ${residues.length} times in all`;
  if (left === undefined) {
    return warn(
      `Its process had to be replaced: ${text} (${after}). Starting another costs the next callers time. ` +
        'Let go of what one call needed when it ends: empty caches, and free what WebAssembly or addons hold.',
    );
  }
  return fail(
    `A call left behind ${left} (${after}). It could reach the next caller's execution, so the process is thrown away each ` +
      'time, and starting another costs time. Clear timers, close what was opened, and change neither globals nor prototypes.',
  );
}
