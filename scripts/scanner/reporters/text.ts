import { whyOf } from '../rules/why-of.ts';
import type { Finding } from '../rules/rule.ts';
import type { ScanResult } from '../scan.ts';

/** For people at a terminal. */
export function text({ findings, files }: ScanResult): string {
  const summary =
    findings.length === 0
      ? `${files} files judged: every execution passes the gate.`
      : `${files} files judged, ${findings.length} ${findings.length === 1 ? 'offence' : 'offences'}.`;
  return [...findings.map(paragraph), summary, ''].join('\n');
}

function paragraph(finding: Finding): string {
  const { place, rule, message } = finding;
  const source = place.text === '' ? [] : [`    ${place.text}`];
  return [
    `${place.file}:${place.line}:${place.column}  ${rule}  ${message}`,
    ...source,
    `    ${whyOf(finding)}`,
    '',
  ].join('\n');
}
