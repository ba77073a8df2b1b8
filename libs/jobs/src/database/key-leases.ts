/** Renews the leases of what this process has begun and not ended, for as long as it lives. */
export class KeyLeases {
  private readonly held = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param everyMs well below the length of a lease
   * @param renew never rejects
   */
  constructor(
    private readonly everyMs: number,
    private readonly renew: (tokens: readonly string[]) => void,
  ) {}

  hold(token: string): void {
    this.held.add(token);
    this.timer ??= setInterval(() => {
      this.renew([...this.held]);
    }, this.everyMs).unref();
  }

  letGo(token: string): void {
    this.held.delete(token);
    if (this.held.size === 0) this.stop();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
