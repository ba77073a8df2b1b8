import type { ExecutionOutcome } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';
import { isFailure } from './is-failure.js';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * Decides whether a job that was run is run once more, and after how many milliseconds: longer each time, never quite the
 * same, and not before the failure itself says that it helps.
 *
 * @param attempt which run this was, from 1
 * @returns null where its outcome counts
 */
export function retryPauseMs(
  outcome: ExecutionOutcome,
  attempt: number,
  maxAttempts: number,
  random = Math.random(),
): number | null {
  if (!isFailure(outcome) || attempt >= maxAttempts) return null;
  const { code, retryable, retry_after_ms: retryAfterMs = 0 } = outcome[1].details;
  if (!retryable || code === ('EXECUTION_CANCELLED' satisfies ErrorCode)) return null; // somebody wanted its end
  const backOffMs = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS) * (0.75 + random / 2);
  return Math.max(backOffMs, Math.min(retryAfterMs, LONGEST_MS));
}
