/** A signal that is aborted by another one, or when nothing was heard of for too long. */
export class Deadline {
  /** What the work is given. */
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private expired = false;

  /** @param outer ends the work too */
  constructor(
    readonly limitMs: number,
    private readonly outer: AbortSignal | undefined,
  ) {
    this.signal = this.controller.signal;
    if (outer?.aborted === true) this.follow();
    else outer?.addEventListener('abort', this.follow, { once: true });
    this.renew();
  }

  /** Whether it was the time, and not the outer signal, that ended the work. */
  get isExpired(): boolean {
    return this.expired;
  }

  /** Starts the time anew: something was heard. */
  renew(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.limitMs);
  }

  /** Stops the time until it is started anew. */
  pause(): void {
    clearTimeout(this.timer);
  }

  /** Ends whatever of the work is still going on, and forgets about it. */
  end(): void {
    this.pause();
    this.outer?.removeEventListener('abort', this.follow);
    this.controller.abort();
  }

  private readonly follow = (): void => {
    this.controller.abort(this.outer?.reason);
  };
}
