import type { RetryPolicy } from '../client-options.js';
import { GatehouseApiError } from '../errors/api-error.js';
import type { GatehouseClientError } from '../errors/client-error.js';

/** What the bounds are unless others are given. */
export const ORDINARY_POLICY: RetryPolicy = {
  attempts: 6,
  totalMs: 60_000,
  firstDelayMs: 250,
  longestDelayMs: 10_000,
};

/** Nothing was begun where one of these was answered: what must not run twice may be sent again all the same. */
const NOT_BEGUN: readonly string[] = ['RATE_LIMITED', 'QUEUE_FULL'];

/**
 * Retryable, but for the caller to decide. A timeout or a crash costs the server a process each time, and a few of them
 * take the plugin out of service for everybody; what was cancelled was not wanted; the other two are answers.
 */
const NOT_BY_ITSELF: readonly string[] = [
  'PLUGIN_TIMED_OUT',
  'PLUGIN_CRASHED',
  'EXECUTION_CANCELLED',
  'JOB_NOT_FINISHED',
  'NOT_READY',
];

const HALF = 0.5;
/** How much longer than the server asked for is waited at most, so that not all come back at once. */
const BEYOND = 0.2;

/** What is known of a call when an attempt has failed. */
export interface FailedAttempt {
  readonly error: GatehouseClientError;
  /** Which attempt it was: 1, 2, … */
  readonly attempt: number;
  /** How long the call has been going on, in milliseconds. */
  readonly elapsedMs: number;
  /** Whether doing it twice is no more than doing it once. */
  readonly isRepeatable: boolean;
}

/**
 * Decides whether a call is sent again. Decides only.
 *
 * @param chance from 0 to 1: where in the range of the wait
 * @returns how long to wait before, in milliseconds; null where it is not sent again
 */
export function decideRetry(failed: FailedAttempt, policy: RetryPolicy, chance: number): number | null {
  if (!mayRepeat(failed) || failed.attempt >= policy.attempts) return null;
  const waitMs = waitAfter(failed, policy, chance);
  return failed.elapsedMs + waitMs > policy.totalMs ? null : waitMs;
}

function mayRepeat({ error, isRepeatable }: FailedAttempt): boolean {
  if (!error.retryable) return false;
  if (!(error instanceof GatehouseApiError)) return isRepeatable;
  return NOT_BEGUN.includes(error.code) || (isRepeatable && !NOT_BY_ITSELF.includes(error.code));
}

function waitAfter({ error, attempt }: FailedAttempt, policy: RetryPolicy, chance: number): number {
  if (error.retryAfterMs !== null) return Math.ceil(error.retryAfterMs * (1 + BEYOND * chance));
  const longest = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
  return Math.ceil(longest * (HALF + HALF * chance));
}
