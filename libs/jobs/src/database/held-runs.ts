/** An attempt and its job. */
export interface HeldAttempt {
  readonly runId: string;
  readonly jobId: string;
}

interface HeldRun {
  readonly jobId: string;
  readonly controller: AbortController;
}

/** The attempts that this process is at. */
export class HeldRuns {
  private readonly runs = new Map<string, HeldRun>();

  /** Every attempt: its token and its job. */
  *all(): Iterable<HeldAttempt> {
    for (const [runId, { jobId }] of this.runs) yield { runId, jobId };
  }

  hold(jobId: string, runId: string): void {
    if (!this.runs.has(runId)) this.runs.set(runId, { jobId, controller: new AbortController() });
  }

  /** The attempt ended by itself; its signal never aborts any more. */
  release(runId: string): void {
    this.runs.delete(runId);
  }

  has(runId: string): boolean {
    return this.runs.has(runId);
  }

  /** Aborted when the attempt is revoked; aborted already where it is not held. */
  signalOf(runId: string): AbortSignal {
    return this.runs.get(runId)?.controller.signal ?? AbortSignal.abort('the attempt is over');
  }

  /** Takes an attempt from whoever is at it. */
  revoke(runId: string, reason: string): void {
    const run = this.runs.get(runId);
    this.runs.delete(runId);
    run?.controller.abort(reason);
  }

  /** Takes a job from whoever is at it. */
  revokeJob(jobId: string, reason: string): void {
    for (const [runId, run] of this.runs) {
      if (run.jobId === jobId) this.revoke(runId, reason);
    }
  }
}
