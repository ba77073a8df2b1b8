import type { ExecutionOutcome } from '@gatehouse/contracts';
import { toErrorBody, type ErrorCode } from '@gatehouse/errors';
import type { JobFinal } from '@gatehouse/jobs';
import { isFailure } from './is-failure.js';

/** What is kept of an outcome. A job whose plugin never began has no time. */
export function jobFinalOf(outcome: ExecutionOutcome, executionTimeMs: number): JobFinal {
  if (!isFailure(outcome)) return { status: 'SUCCESS', result: outcome[0], executionTimeMs };
  const [, error] = outcome;
  const cancelled = error.details.code === ('EXECUTION_CANCELLED' satisfies ErrorCode);
  const ranMs = executionTimeMs === 0 ? null : executionTimeMs;
  return { status: 'FAILED', error: toErrorBody(error), cancelled, executionTimeMs: ranMs };
}
