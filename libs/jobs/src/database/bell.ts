/** Lets one wait until something happens; what happened since the last wait is not missed. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Resolves when it was rung, after a time, or when the signal aborts. */
  async heard(withinMs: number, signal: AbortSignal): Promise<void> {
    if (!this.rung && !signal.aborted) await this.next(withinMs, signal);
    this.rung = false;
  }

  private next(withinMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(wake, withinMs).unref();
      signal.addEventListener('abort', wake);
      this.wake = wake;
    });
  }
}
