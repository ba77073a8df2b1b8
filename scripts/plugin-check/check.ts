import type { Subject } from './subject.ts';

/** How a check ended. A warning does not fail the plugin; what was skipped had nothing to look at. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'skip';

/** One thing that a check found. A note is there to be read; it changes no verdict. */
export interface Finding {
  readonly kind: 'fail' | 'warn' | 'skip' | 'note';
  /** What was found, why it matters and what to do. */
  readonly message: string;
}

/** One thing that every plugin is asked for. */
export interface Check {
  readonly id: string;
  /** In a few words, for the table. */
  readonly title: string;
  run(subject: Subject): Promise<readonly Finding[]>;
}

/** What a check came to. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** The worst of the findings decides. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const has = (kind: Finding['kind']): boolean => findings.some((finding) => finding.kind === kind);
  if (has('fail')) return 'fail';
  if (has('warn')) return 'warn';
  return has('skip') ? 'skip' : 'pass';
}

export function fail(message: string): Finding {
  return { kind: 'fail', message };
}

export function warn(message: string): Finding {
  return { kind: 'warn', message };
}

export function skip(message: string): Finding {
  return { kind: 'skip', message };
}

export function note(message: string): Finding {
  return { kind: 'note', message };
}
