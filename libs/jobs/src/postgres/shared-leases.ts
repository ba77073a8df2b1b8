import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { isFinalStatus } from '../job-transitions.js';
import { lostWorkerError } from '../lost-worker-error.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { loseJob, selectLease, type ClaimableRow } from '../sql/queue-queries.js';
import type { HeldRuns } from '../database/held-runs.js';
import { DATABASE_NOW } from './database-clock.js';
import { renewSharedLeases } from './renew-shared-leases.js';

/** Most jobs that are lost at a time. */
const STEP = 500;

/** What leases are kept with. */
export interface SharedLeasesParts {
  readonly reader: DatabaseReader;
  readonly writer: DatabaseWriter;
  readonly runs: HeldRuns;
  /** Milliseconds. */
  readonly leaseMs: number;
}

/**
 * Renews the leases of what this process is at, and ends what nobody is at: a job that its caller waited for, in a
 * process that is gone. Queued jobs come again through the queue.
 */
export class SharedLeases {
  private readonly logger = new Logger(SharedLeases.name);
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | null = null;

  constructor(private readonly parts: SharedLeasesParts) {}

  /** Begins to look after leases, three times in the length of one. */
  start(): void {
    this.timer = setInterval(
      () => {
        this.look();
      },
      Math.ceil(this.parts.leaseMs / 3),
    ).unref();
  }

  /** Looks after them now, as when words may have been missed. */
  look(): void {
    this.ticking ??= this.tick().finally(() => {
      this.ticking = null;
    });
  }

  /** Resolves when nothing is being looked after any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
  }

  private async tick(): Promise<void> {
    try {
      await this.renew();
      await this.loseUnheld();
    } catch (thrown) {
      this.logger.warn({ cause: String(thrown) }, 'leases could not be looked after; it is tried again');
    }
  }

  private async renew(): Promise<void> {
    const { reader, writer, runs, leaseMs } = this.parts;
    const held = [...runs.all()];
    if (held.length === 0) return;
    const renewed = await writer.run(renewSharedLeases(reader.db, held, reader.timeIn(leaseMs)));
    if (renewed < held.length) for (const { runId, jobId } of held) await this.revokeLost(runId, jobId);
  }

  private async revokeLost(runId: string, jobId: string): Promise<void> {
    const { reader, runs } = this.parts;
    const job = await reader.first(selectLease(reader.db, jobId));
    const isTheirs = job?.run_id === runId && job.leased_until !== null;
    // one that began just now is on its way to the store
    const isBeginning = job === null || (job.run_id === null && !isFinalStatus(job.status));
    if (!isTheirs && !isBeginning) runs.revoke(runId, 'the job is no longer this attempt’s');
  }

  private async loseUnheld(): Promise<void> {
    const { reader, writer } = this.parts;
    const lost = await reader.all(this.unheld());
    for (const job of lost) {
      const error = lostWorkerError(job.id, job.plugin, job.request_id);
      await writer.run(loseJob(reader.db, job, error, Date.now()));
    }
  }

  /** Jobs that a caller waited for and whose process renews nothing any more, or never came to start them. */
  private unheld() {
    const { reader, leaseMs } = this.parts;
    return reader.db
      .selectFrom('jobs')
      .select(['id', 'plugin', 'request_id', 'run_id', 'leased_until'])
      .where('completed_at', 'is', null)
      .where('kind', '=', 'sync' satisfies ClaimableRow['kind'])
      .where(sql<boolean>`coalesce(leased_until, created_at + ${2 * leaseMs}) < ${DATABASE_NOW}`)
      .limit(STEP);
  }
}
