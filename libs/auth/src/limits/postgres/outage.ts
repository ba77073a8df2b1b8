/** Whether something that is asked often is away, and when it is tried again. Times are milliseconds of one clock. */
export class Outage {
  private triedAgainAt: number | null = null;

  /** @param pauseMs between two trials while it is away */
  constructor(private readonly pauseMs: number) {}

  /** Whether it may be asked now. While it is away one caller in each pause is told so, and tries for all. */
  mayAsk(now: number): boolean {
    if (this.triedAgainAt === null) return true;
    if (now < this.triedAgainAt) return false;
    this.triedAgainAt = now + this.pauseMs;
    return true;
  }

  /** To be told that it did not answer. True where that is news. */
  begins(now: number): boolean {
    const isNews = this.triedAgainAt === null;
    this.triedAgainAt = now + this.pauseMs;
    return isNews;
  }

  /** To be told that it answered. True where that is news. */
  ends(): boolean {
    const isNews = this.triedAgainAt !== null;
    this.triedAgainAt = null;
    return isNews;
  }
}
