const AVERAGED_RUNS = 10;

/** Counts and times of one plugin's executions. */
export class ExecutionMetrics {
  private successes = 0;
  private failures = 0;
  private used: Date | null = null;
  private readonly recentMs: number[] = [];

  /**
   * Counts one execution.
   *
   * @param elapsedMs milliseconds in the plugin; 0 for an execution that never reached it, which leaves the times alone
   */
  record(elapsedMs: number, hadError: boolean): void {
    if (hadError) this.failures++;
    else this.successes++;
    this.used = new Date();
    if (!(elapsedMs > 0)) return;
    this.recentMs.push(elapsedMs);
    if (this.recentMs.length > AVERAGED_RUNS) this.recentMs.shift();
  }

  get successCount(): number {
    return this.successes;
  }

  get errorCount(): number {
    return this.failures;
  }

  get lastUsed(): Date | null {
    return this.used;
  }

  get lastExecutionTimeMs(): number | null {
    return this.recentMs.at(-1) ?? null;
  }

  /** Mean of the last ten executions that ran. */
  get avgExecutionTimeMs(): number | null {
    if (this.recentMs.length === 0) return null;
    return this.recentMs.reduce((sum, ms) => sum + ms, 0) / this.recentMs.length;
  }
}
