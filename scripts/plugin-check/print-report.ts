import type { CheckResult, Finding, Verdict } from './check.ts';

const MARKS: Readonly<Record<Verdict, string>> = { pass: '✓', warn: '!', fail: '✗', skip: '-' };

/** The table of all checks and what they found, for people. */
export function printReport(name: string, results: readonly CheckResult[]): string {
  const width = Math.max(...results.map(({ title }) => title.length));
  const lines = results.map(({ title, verdict, findings }) => {
    const remark = findings
      .filter(isRemark)
      .map(({ message }) => message)
      .join('; ');
    return `  ${MARKS[verdict]} ${title.padEnd(width)}  ${remark}`.trimEnd();
  });
  const grave = results.flatMap(({ title, findings }) =>
    findings
      .filter((finding) => !isRemark(finding))
      .map(({ kind, message }) => `\n${MARKS[kind === 'fail' ? 'fail' : 'warn']} ${title}\n  ${message}`),
  );
  return `${[`Plugin ${name}`, ...lines, ...grave, '', summary(name, results)].join('\n')}\n`;
}

/** Whether the plugin may be given on: warnings do not hold it up. */
export function isSound(results: readonly CheckResult[]): boolean {
  return results.every(({ verdict }) => verdict !== 'fail');
}

function summary(name: string, results: readonly CheckResult[]): string {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const failed = count('fail');
  if (failed > 0) return `${name} does not pass: ${failed} of ${results.length} checks failed.`;
  const warnings = count('warn');
  return `${name} passes${warnings === 0 ? '' : `, with ${warnings} to look at`}.`;
}

function isRemark({ kind }: Finding): boolean {
  return kind === 'note' || kind === 'skip';
}
