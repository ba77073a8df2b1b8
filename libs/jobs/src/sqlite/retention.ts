import { Logger } from '@nestjs/common';

/** Most rows deleted under one commit, so that no caller's write waits long behind it. */
const MAX_STEP = 100;

/** What retention does to the store. */
export interface RetentionStore {
  /** Deletes the jobs that have been final the longest, at most `limit`; resolves with how many it deleted. */
  deleteOldestFinished(limit: number): Promise<number>;
}

/**
 * Keeps the history within its bound. It counts along instead of asking the database, and deletes in steps, so the
 * history may be larger than the bound by a tenth, never by more than {@link MAX_STEP} jobs.
 */
export class Retention {
  private readonly logger = new Logger(Retention.name);
  private readonly slack: number;
  private sweeping: Promise<void> | null = null;

  /**
   * @param keep most finished jobs that are kept
   * @param finished how many there are now
   */
  constructor(
    private readonly store: RetentionStore,
    private readonly keep: number,
    private finished: number,
  ) {
    this.slack = Math.min(MAX_STEP, Math.ceil(keep / 10));
  }

  /** To be told of every job that became final. Deletes in the background when it is time. */
  jobFinished(): void {
    this.finished += 1;
    if (this.finished >= this.keep + this.slack) this.start();
  }

  /** Deletes down to the bound in the background. */
  start(): void {
    this.sweeping ??= this.sweep().finally(() => (this.sweeping = null));
  }

  /** Resolves when nothing is being deleted. */
  async settled(): Promise<void> {
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      while (this.finished > this.keep) {
        const deleted = await this.store.deleteOldestFinished(Math.min(MAX_STEP, this.finished - this.keep));
        if (deleted === 0) return;
        this.finished -= deleted;
      }
    } catch (thrown) {
      // The next finished job tries again; history that is too long harms nobody meanwhile.
      this.logger.warn({ cause: String(thrown) }, 'old jobs could not be deleted');
    }
  }
}
