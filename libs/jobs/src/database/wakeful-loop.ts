import { setTimeout as delay } from 'node:timers/promises';

/** How long it rests after a turn that failed, and whatever of its work has to rest. */
const PAUSE_MS = 1000;

/** Does its turn whenever it was woken, one at a time, until it is stopped. */
export class WakefulLoop {
  private readonly stopping = new AbortController();
  private turning: Promise<void> | null = null;
  private isWoken = false;

  /** @param onFailure hears why a turn was not finished; it is taken again after a pause */
  constructor(
    private readonly turn: () => Promise<void>,
    private readonly onFailure: (thrown: unknown) => void,
  ) {}

  /** To be called whenever there may be something to do. */
  wake(): void {
    this.isWoken = true;
    this.turning ??= this.run().finally(() => {
      this.turning = null;
      // woken between the last look and this
      if (this.isWoken && !this.stopping.signal.aborted) this.wake();
    });
  }

  /** Takes no further turn; resolves when the last one is over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.turning;
  }

  /** A second; less where it is stopped. */
  async pause(): Promise<void> {
    await delay(PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (this.isWoken && !this.stopping.signal.aborted) {
      this.isWoken = false;
      try {
        await this.turn();
      } catch (thrown) {
        this.onFailure(thrown);
        await this.pause();
        this.isWoken = true;
      }
    }
  }
}
