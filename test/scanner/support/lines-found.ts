import type { Finding } from '../../../scripts/scanner/rules/rule.ts';
import type { Fixture } from '../fixtures/fixture.ts';

/**
 * Line and rule of everything that is wrong in a fixture. Not the point there: what does not compile, and what a file
 * as a whole lacks because it was replaced.
 */
export function linesFound(findings: readonly Finding[], { file }: Fixture): string[] {
  return findings
    .filter(({ place, rule }) => place.file === file && rule !== 'EXE009' && place.text !== '')
    .map(({ place, rule }) => `${place.line} ${rule}`);
}
