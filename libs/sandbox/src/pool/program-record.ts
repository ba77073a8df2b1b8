const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60_000;

/** How a program has done: whether it starts, and whether it stays. */
export class ProgramRecord {
  private started = false;
  private failing = false;
  /** Processes that ended by themselves, unused, since the last call that was answered. */
  private idleDeaths = 0;

  /** The last process could not be started, or ended by itself before it had served. */
  get isFailing(): boolean {
    return this.failing;
  }

  /** It has started once and is not failing: it can be expected to start again. */
  get isSound(): boolean {
    return this.started && !this.failing;
  }

  noteStart(): void {
    this.started = true;
    this.failing = false;
  }

  noteFailedStart(): void {
    this.failing = true;
  }

  noteAnswer(): void {
    this.failing = false;
    this.idleDeaths = 0;
  }

  /** @returns milliseconds after which it is worth another start: ever more */
  noteIdleDeath(): number {
    this.failing = true;
    return Math.min(FIRST_DELAY_MS * 2 ** this.idleDeaths++, LONGEST_DELAY_MS);
  }
}
