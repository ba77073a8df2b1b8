/** Most bytes freed under one commit, so that no caller's write waits long behind it. */
const MAX_STEP_BYTES = 8 * 1024 * 1024;

/** A job that is final, as far as retention is concerned. */
export interface FinishedJob {
  /** Milliseconds since the Unix epoch. */
  readonly completedAt: number;
  /** What its row takes, about. */
  readonly bytes: number;
}

/** What is more than is to be kept. */
export interface Excess {
  readonly jobs: number;
  readonly bytes: number;
  /** What ended before this time, in milliseconds since the Unix epoch, is kept no longer. */
  readonly before: number;
}

/**
 * How many of the jobs that have been final the longest are to be deleted under the next commit.
 *
 * @param oldest in the order of their end
 */
export function countToDelete(oldest: readonly FinishedJob[], excess: Excess): number {
  let freed = 0;
  for (const [index, { completedAt, bytes }] of oldest.entries()) {
    const isTooMuch = index < excess.jobs || freed < excess.bytes || completedAt < excess.before;
    const isTooMuchAtOnce = index > 0 && freed + bytes > MAX_STEP_BYTES;
    if (!isTooMuch || isTooMuchAtOnce) return index;
    freed += bytes;
  }
  return oldest.length;
}
