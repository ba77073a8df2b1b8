/** How soon and how seldom. */
export interface ComebackRules {
  readonly firstTryAfterMs: number;
  /** Every vain try doubles the time to the next, up to this. */
  readonly longestTryAfterMs: number;
}

/** The rules of a server in use. */
export const COMEBACK_RULES: ComebackRules = Object.freeze({
  firstTryAfterMs: 30_000,
  longestTryAfterMs: 5 * 60_000,
});

interface Try {
  readonly at: number;
  readonly afterMs: number;
}

/**
 * When plugins that cannot run are read again: what was missing may be there by then. All times are milliseconds of one
 * clock that never runs backwards.
 */
export class Comeback {
  private tries = new Map<string, Try>();

  constructor(private readonly rules: ComebackRules) {}

  /**
   * Takes note of who cannot run now and says whose time has come.
   *
   * @returns the names to try; each is to be tried at once
   */
  due(broken: readonly string[], now: number): string[] {
    this.tries = new Map(broken.map((name) => [name, this.tries.get(name) ?? this.firstTry(now)]));
    const due = [...this.tries].filter(([, { at }]) => now >= at);
    for (const [name, last] of due) this.tries.set(name, this.nextTry(last, now));
    return due.map(([name]) => name);
  }

  private firstTry(now: number): Try {
    const { firstTryAfterMs: afterMs } = this.rules;
    return { at: now + afterMs, afterMs };
  }

  private nextTry(last: Try, now: number): Try {
    const afterMs = Math.min(last.afterMs * 2, this.rules.longestTryAfterMs);
    return { at: now + afterMs, afterMs };
  }
}
