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
  /** How many finished jobs make it delete. */
  private due: number;
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
    this.due = keep + 1;
    this.startWhenDue();
  }

  /** To be told of every job that became final. Deletes in the background when it is time. */
  jobFinished(): void {
    this.finished += 1;
    this.startWhenDue();
  }

  /** Resolves when nothing is being deleted. */
  async settled(): Promise<void> {
    await this.sweeping;
  }

  private startWhenDue(): void {
    if (this.sweeping !== null || this.finished < this.due) return;
    this.sweeping = this.sweep().then(() => {
      this.sweeping = null;
      this.startWhenDue(); // jobs may have finished after the last look
    });
  }

  private async sweep(): Promise<void> {
    try {
      while (this.finished > this.keep) {
        const deleted = await this.store.deleteOldestFinished(Math.min(MAX_STEP, this.finished - this.keep));
        this.finished = deleted === 0 ? this.keep : this.finished - deleted; // none left: somebody else deleted some
      }
      this.due = this.keep + this.slack;
    } catch (thrown) {
      // Later finished jobs try again; history that is too long harms nobody meanwhile.
      this.due = this.finished + this.slack;
      this.logger.warn({ cause: String(thrown) }, 'old jobs could not be deleted');
    }
  }
}
