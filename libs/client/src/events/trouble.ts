/** A connection on which something still came after this long has held. */
const STEADY_MS = 10_000;

/** How long a stream has not held by now, over all its connections. Times are in milliseconds, of whoever asks. */
export class Trouble {
  private openedAt = 0;
  private since = 0;
  private failures = 0;

  /** Another connection is begun. */
  begin(now: number): void {
    this.openedAt = now;
  }

  /**
   * Something came over it. A sign of life right at the beginning says nothing yet: there are servers that are being
   * stopped, and proxies, that let everybody in and go at once.
   */
  hear(isEvent: boolean, now: number): void {
    if (isEvent || now - this.openedAt >= STEADY_MS) this.failures = 0;
  }

  /** The connection was lost: for the how manieth time in a row, and how long after the first time. */
  fail(now: number): { readonly attempt: number; readonly elapsedMs: number } {
    if (this.failures === 0) this.since = now;
    this.failures++;
    return { attempt: this.failures, elapsedMs: now - this.since };
  }
}
