import type { Finding } from '../rules/rule.ts';
import { whyOf } from '../rules/why-of.ts';
import type { ScanResult } from '../scan.ts';

/** For GitHub Actions: commands that it shows beside the lines of a pull request. */
export function github({ findings }: ScanResult): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command(finding: Finding): string {
  const { place, rule, message } = finding;
  const at = `file=${property(place.file)},line=${place.line},col=${place.column},title=${property(rule)}`;
  return `::error ${at}::${escaped(`${message} ${whyOf(finding)}`)}`;
}

const escaped = (value: string): string =>
  value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (value: string): string => escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
