/** How many of the last jobs count. */
const REMEMBERED = 64;

/** How much is worked on. */
export interface QueueLoad {
  /** Most jobs at work at once; 0 where nobody works. */
  readonly concurrency: number;
  /** How many are at work. */
  readonly busy: number;
}

/** How long the last jobs took, and what follows for those that wait. */
export class ServiceTimes {
  private readonly times: number[] = [];

  /** @param milliseconds that a job was at work */
  add(milliseconds: number): void {
    this.times.push(milliseconds);
    if (this.times.length > REMEMBERED) this.times.shift();
  }

  /**
   * In how many milliseconds a waiting job may begin; null where nothing was measured yet, or nobody works.
   *
   * @param position 1 for the next one
   */
  waitOf(position: number, { concurrency, busy }: QueueLoad): number | null {
    const behind = position - Math.max(0, concurrency - busy);
    if (concurrency === 0) return null;
    if (behind <= 0) return 0;
    if (this.times.length === 0) return null;
    const mean = this.times.reduce((sum, time) => sum + time, 0) / this.times.length;
    return (behind * mean) / concurrency;
  }
}
