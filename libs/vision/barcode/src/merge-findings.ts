import type { Finding } from './finding.js';
import { isEasilyMistaken } from './finding.js';
import { centreOf, contains, distance, isNear, lengthOf } from './geometry.js';

/**
 * One finding for each code: what was read twice is told once, and what passes for a short code of a weak format inside
 * another code is left out. In reading order: from top to bottom, then from left to right.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings.toSorted(byTrust)) {
    if (!kept.some((other) => isSame(other, finding) || isPartOf(finding, other))) kept.push(finding);
  }
  return kept.sort((a, b) => {
    const first = centreOf(a.quad);
    const second = centreOf(b.quad);
    return first.y - second.y || first.x - second.x;
  });
}

/** Strong formats first, then the longer code, then the one that more lines agree on. */
function byTrust(a: Finding, b: Finding): number {
  return (
    Number(isEasilyMistaken(a)) - Number(isEasilyMistaken(b)) ||
    b.text.length - a.text.length ||
    b.lines - a.lines
  );
}

function isSame(a: Finding, b: Finding): boolean {
  if (a.format !== b.format || a.text !== b.text) return false;
  const apart = distance(centreOf(a.quad), centreOf(b.quad));
  // a linear code read twice may be told by two of its lines: they lie side by side, at most about its length apart
  return apart <= Math.max(lengthOf(a.quad), lengthOf(b.quad)) / 2 || contains(a.quad, centreOf(b.quad));
}

function isPartOf(part: Finding, whole: Finding): boolean {
  if (!isEasilyMistaken(part)) return contains(whole.quad, centreOf(part.quad)) && whole.lines === 0;
  return isNear(whole.quad, centreOf(part.quad), 0);
}
