import type { Invariant } from './invariants.js';
import type { TestOutcomes } from './test-outcomes.js';

/** What an invariant's tests came to, all together. */
export const INVARIANT_RESULT = Object.freeze({
  passed: 'passed',
  failed: 'failed',
  /** At least one of its tests was not run where this was built, and none failed. */
  unknown: 'unknown',
} as const);

export type InvariantResult = (typeof INVARIANT_RESULT)[keyof typeof INVARIANT_RESULT];

/** The last result of an invariant. */
export interface InvariantOutcome {
  readonly result: InvariantResult;
  /** ISO 8601, UTC: when the test ended that was not run for longest; null where one never was. */
  readonly checkedAt: string | null;
}

/** What is known of an invariant. Where a test was not run, nothing is claimed. */
export function invariantOutcome({ tests }: Pick<Invariant, 'tests'>, known: TestOutcomes): InvariantOutcome {
  const outcomes = tests.map((test) => known.get(test));
  const ran = outcomes.filter((outcome) => outcome !== undefined);
  const times = ran.map(({ at }) => at).sort();
  const isComplete = ran.length === tests.length;
  const checkedAt = isComplete ? (times[0] ?? null) : null;
  if (ran.some(({ failed }) => failed > 0)) return { result: INVARIANT_RESULT.failed, checkedAt };
  const isShown = isComplete && ran.length > 0 && ran.every(({ passed }) => passed > 0);
  return { result: isShown ? INVARIANT_RESULT.passed : INVARIANT_RESULT.unknown, checkedAt };
}
