import { exitCode, type ScanResult } from '../scan.ts';
import { whyOf } from '../rules/why-of.ts';

const VERDICTS = { 0: 'clean', 1: 'violations', 2: 'could-not-judge' } as const;

/** For programs: one object. */
export function json(result: ScanResult): string {
  const findings = result.findings.map((finding) => ({
    rule: finding.rule,
    file: finding.place.file,
    line: finding.place.line,
    column: finding.place.column,
    within: finding.place.within,
    source: finding.place.text,
    message: finding.message,
    why: whyOf(finding),
  }));
  return `${JSON.stringify({ verdict: VERDICTS[exitCode(result)], files: result.files, findings }, null, 2)}\n`;
}
