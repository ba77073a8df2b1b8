import { Logger } from '@nestjs/common';
import { countToDelete, type Excess, type FinishedJob } from '../retention-step.js';
import type { RetentionRules } from '../jobs-options.js';

/** Most rows deleted under one commit. */
const MAX_STEP = 100;
/** How many finished jobs there may be between two looks at the size of the database. */
const LOOK_EVERY = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How large a database is, in bytes. */
export interface DatabaseSize {
  /** Of its file. */
  readonly file: number;
  /** Of that part of the file that holds something. */
  readonly used: number;
}

/** What retention asks of the store and does to it. */
export interface RetentionStore {
  size(): Promise<DatabaseSize>;
  /** The jobs that have been final the longest, at most `limit`. */
  oldestFinished(limit: number): Promise<readonly FinishedJob[]>;
  /** Deletes the jobs that have been final the longest, at most `limit`; resolves with how many it deleted. */
  deleteOldestFinished(limit: number): Promise<number>;
  /** Gives some of what the file holds nothing in back to the file system. False where there is none. */
  shrink(): Promise<boolean>;
}

/**
 * Keeps the history within its bounds. It counts jobs along instead of asking the database, and deletes in steps, so the
 * history may be larger than its bounds by a tenth, never by more than {@link MAX_STEP} jobs.
 */
export class Retention {
  private readonly logger = new Logger(Retention.name);
  private readonly slack: number;
  /** How many finished jobs make it delete. */
  private due: number;
  private unlooked = 0;
  private sweeping: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;

  /** @param finished how many finished jobs there are now */
  constructor(
    private readonly store: RetentionStore,
    private readonly rules: RetentionRules,
    private finished: number,
  ) {
    this.slack = Math.min(MAX_STEP, Math.ceil(rules.count / 10));
    this.due = rules.count + 1;
  }

  /** Deletes what is too old now, and from time to time. */
  start(): void {
    this.begin();
    this.timer = setInterval(() => {
      this.begin();
    }, HOUR_MS).unref();
  }

  /** To be told of every job that became final. Deletes in the background when it is time. */
  jobFinished(): void {
    this.finished += 1;
    this.unlooked += 1;
    if (this.isDue()) this.begin();
  }

  /** To be told of every final job that somebody else deleted. */
  jobErased(): void {
    this.finished -= 1;
  }

  /** Resolves when nothing is being deleted, and nothing will be by itself. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    while (this.sweeping !== null) await this.sweeping;
  }

  private isDue(): boolean {
    return this.finished >= this.due || this.unlooked >= LOOK_EVERY;
  }

  private begin(): void {
    this.sweeping ??= this.sweep().then(() => {
      this.sweeping = null;
      if (this.isDue()) this.begin(); // jobs may have finished after the last look
    });
  }

  private async sweep(): Promise<void> {
    try {
      while (await this.deleteStep());
      while ((await this.store.size()).file > this.rules.bytes && (await this.store.shrink()));
      this.due = this.rules.count + this.slack;
    } catch (thrown) {
      // Later finished jobs try again; history that is too long harms nobody meanwhile.
      this.due = this.finished + this.slack;
      this.unlooked = -MAX_STEP;
      this.logger.warn({ cause: String(thrown) }, 'old jobs could not be deleted');
    }
  }

  /** False where there is nothing to delete. */
  private async deleteStep(): Promise<boolean> {
    this.unlooked = 0;
    const { used } = await this.store.size();
    const excess: Excess = {
      jobs: this.finished >= this.due ? this.finished - this.rules.count : 0,
      bytes: used - this.rules.bytes,
      before: Date.now() - this.rules.days * DAY_MS,
    };
    const most = excess.jobs > 0 || excess.bytes > 0 ? MAX_STEP : 1; // one tells whether any is too old
    const oldest = await this.store.oldestFinished(most);
    const count = countToDelete(oldest, excess);
    const deleted = count === 0 ? 0 : await this.store.deleteOldestFinished(count);
    // none at all: it was counted wrongly, for somebody else deleted some
    this.finished = oldest.length === 0 ? 0 : this.finished - deleted;
    return deleted > 0;
  }
}
