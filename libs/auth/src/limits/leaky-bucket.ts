import type { RatePolicy } from './rate-policy.js';

/**
 * How full somebody's bucket was at a time. Each request pours in one unit per millisecond of the window, and as many
 * units leak out in a millisecond as requests are allowed in the window: so all numbers are whole, and none is rounded.
 */
export interface Bucket {
  readonly level: number;
  /** Milliseconds of whatever clock is used throughout. */
  readonly at: number;
}

/** What became of one request. */
export interface RateVerdict {
  readonly isAdmitted: boolean;
  /** How many more would be admitted at once. */
  readonly remaining: number;
  /** Milliseconds until the next one is admitted; 0 where it would be now. */
  readonly retryAfterMs: number;
  /** Milliseconds until the whole limit is there again. */
  readonly wholeAfterMs: number;
}

/**
 * Decides about one request: admitted where the bucket still has room for it. A refused one pours nothing in.
 *
 * @param before null for an empty bucket
 * @param now whole milliseconds; earlier than the last time counts as no time
 */
export function pour(
  before: Bucket | null,
  { limit, windowSeconds }: RatePolicy,
  now: number,
): { readonly bucket: Bucket; readonly verdict: RateVerdict } {
  const one = windowSeconds * 1000;
  const capacity = one * limit;
  const at = Math.max(now, before?.at ?? now);
  const leaked = (at - (before?.at ?? at)) * limit;
  const level = Math.max(0, (before?.level ?? 0) - leaked);
  const isAdmitted = level + one <= capacity;
  const after = isAdmitted ? level + one : level;
  return { bucket: { level: after, at }, verdict: verdictOf(isAdmitted, after, { limit, windowSeconds }) };
}

/**
 * What a bucket says after a request was decided about.
 *
 * @param level of the bucket, with that request in it where it was admitted
 */
export function verdictOf(
  isAdmitted: boolean,
  level: number,
  { limit, windowSeconds }: RatePolicy,
): RateVerdict {
  const one = windowSeconds * 1000;
  const capacity = one * limit;
  return {
    isAdmitted,
    remaining: Math.floor((capacity - level) / one),
    retryAfterMs: Math.max(0, Math.ceil((level + one - capacity) / limit)),
    wholeAfterMs: Math.ceil(level / limit),
  };
}
