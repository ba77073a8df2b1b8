import type { Finding } from './finding.js';
import { isEasilyMistaken, isLinear } from './finding.js';
import { breadthOf, centreOf, contains, distance, lengthOf, orientationOf } from './geometry.js';

/**
 * One finding for each code: what was read twice is told once, and of two codes at one place the more trusted. In reading order: from top to bottom, then from left to right.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings.toSorted(byTrust)) {
    if (!kept.some((other) => isSame(other, finding) || isMisreading(finding, other))) kept.push(finding);
  }
  return kept.sort((a, b) => {
    const first = centreOf(a.quad);
    const second = centreOf(b.quad);
    return first.y - second.y || first.x - second.x;
  });
}

/** Codes with a checksum first, then what most lines agree on; dots, which are read whole, before bars. */
function byTrust(a: Finding, b: Finding): number {
  return (
    Number(isEasilyMistaken(a)) - Number(isEasilyMistaken(b)) ||
    Number(isLinear(a)) - Number(isLinear(b)) ||
    b.lines - a.lines ||
    b.text.length - a.text.length
  );
}

function isSame(a: Finding, b: Finding): boolean {
  if (a.format !== b.format || a.text !== b.text) return false;
  // bars read twice may be told by lines far apart along them, where neither place contains the other
  const apart = distance(centreOf(a.quad), centreOf(b.quad));
  return apart <= Math.max(lengthOf(a.quad), lengthOf(b.quad)) / 2 || overlaps(a, b);
}

/** Whether it is a linear code read wrongly off the other, for two cannot be printed at one place. */
function isMisreading(finding: Finding, other: Finding): boolean {
  if (!isLinear(finding)) return false;
  return overlaps(finding, other) || (finding.lines * 3 <= other.lines && isBeside(finding, other));
}

/** Whether it lies just above or below the other's bars, where lines that leave the bars half-way are read. */
function isBeside(finding: Finding, { quad }: Finding): boolean {
  const from = centreOf(quad);
  const to = centreOf(finding.quad);
  const turn = (orientationOf(quad) * Math.PI) / 180;
  const along = (to.x - from.x) * Math.cos(turn) + (to.y - from.y) * Math.sin(turn);
  const aside = (to.y - from.y) * Math.cos(turn) - (to.x - from.x) * Math.sin(turn);
  const length = lengthOf(quad);
  return Math.abs(along) <= length / 2 && Math.abs(aside) <= breadthOf(quad) / 2 + 0.15 * length;
}

function overlaps(a: Finding, b: Finding): boolean {
  return contains(a.quad, centreOf(b.quad)) || contains(b.quad, centreOf(a.quad));
}
