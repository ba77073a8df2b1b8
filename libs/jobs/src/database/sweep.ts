/** What is swept in the background: from time to time and on demand, and never twice at once. */
export class Sweep {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;

  /** @param onFailure hears why a sweep was not finished; the next one tries again */
  constructor(
    private readonly sweep: () => Promise<void>,
    private readonly onFailure: (thrown: unknown) => void,
  ) {}

  /** Sweeps now, and every so many milliseconds. Resolves when the first sweep is done. Never rejects. */
  start(everyMs: number): Promise<void> {
    this.timer = setInterval(() => void this.now(), everyMs).unref();
    return this.now();
  }

  /** Sweeps, unless it is being done; resolves when it is done. Never rejects. */
  now(): Promise<void> {
    this.sweeping ??= this.sweep()
      .catch(this.onFailure)
      .finally(() => {
        this.sweeping = null;
      });
    return this.sweeping;
  }

  /** Ends it; resolves when nothing is being swept any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }
}
