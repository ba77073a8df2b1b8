/** What is kept of idempotency keys at most. */
export interface IdempotencyLimits {
  /** From an entry's beginning, in milliseconds. */
  readonly keepMs: number;
  readonly maxEntries: number;
  /** Of all answers together. */
  readonly maxBytes: number;
}

/** What the oldest entries are judged by. */
export interface SweptEntry {
  readonly token: string;
  readonly created_at: number;
  readonly completed_at: number | null;
  readonly bytes: number;
}

/**
 * Which of the oldest entries have to go: those whose time is over, answered or not, and of those that are answered as
 * many as there are too many of. Decides only.
 *
 * @param oldest in the order of their beginning
 * @param sums of all entries
 */
export function sweptOf(
  oldest: readonly SweptEntry[],
  sums: { readonly entries: number; readonly bytes: number },
  limits: IdempotencyLimits,
  now: number,
): readonly string[] {
  let { entries, bytes } = sums;
  const swept: string[] = [];
  for (const entry of oldest) {
    const isExpired = now - entry.created_at >= limits.keepMs;
    const isTooMany = entries > limits.maxEntries || bytes > limits.maxBytes;
    if (!isExpired && !(isTooMany && entry.completed_at !== null)) continue;
    swept.push(entry.token);
    entries -= 1;
    bytes -= entry.bytes;
  }
  return swept;
}
