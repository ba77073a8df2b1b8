import type { ProjectModel } from './model.ts';
import type { Policy } from './policy/policy.ts';
import { allRules } from './rules/all-rules.ts';
import type { Finding, Rule } from './rules/rule.ts';

/** What a scan came to. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  /** How many files were judged. */
  readonly files: number;
}

/** Holds a project to a policy. One finding to a rule and line: the first says enough. */
export function judge(project: ProjectModel, policy: Policy, rules: readonly Rule[] = allRules): ScanResult {
  const findings = rules.flatMap((rule) => rule.judge(project, policy));
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.place.file}:${finding.place.line}:${finding.rule}`;
    if (!first.has(key)) first.set(key, finding);
  }
  return { findings: [...first.values()].sort(byPlace), files: project.files.length };
}

function byPlace(one: Finding, other: Finding): number {
  const { place: a } = one;
  const { place: b } = other;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (one.rule < other.rule ? -1 : 1);
}

/** 0: clean. 1: rules are broken. 2: it could not be judged. */
export function exitCode({ findings }: ScanResult): 0 | 1 | 2 {
  if (findings.some(({ rule }) => rule === 'EXE009')) return 2;
  return findings.length > 0 ? 1 : 0;
}
