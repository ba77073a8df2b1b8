import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { JOB_STATUS } from '@gatehouse/contracts';
import { isGatehouseError, toErrorBody, toErrorEnvelope, type ErrorCode } from '@gatehouse/errors';
import type { JobInput } from '../job-input.js';
import type { JobDelivery } from '../job-queue.js';
import type { JobStore } from '../job-store.js';
import { toJobRecord } from '../sql/job-row.js';
import { claimJob, giveUp, handBack, selectLease, type ClaimableRow } from '../sql/queue-queries.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import type { HeldRuns } from './held-runs.js';
import type { JobChanges } from './job-changes.js';

/** Where the inputs of queued jobs are kept. */
export interface JobInputs {
  /** @throws GatehouseError `JOB_INPUT_LOST` where it is not what was submitted; `STORE_UNAVAILABLE` */
  read(jobId: string): Promise<JobInput>;
}

/** What a claimed job is delivered with. */
export interface DelivererParts {
  readonly reader: DatabaseReader;
  readonly writer: DatabaseWriter;
  readonly store: JobStore;
  readonly inputs: JobInputs;
  readonly runs: HeldRuns;
  readonly changes: JobChanges;
  /** Milliseconds. */
  readonly leaseMs: number;
}

/** An attempt that this process holds. */
export interface Claim {
  readonly job: ClaimableRow;
  readonly runId: string;
}

/** Who works on deliveries. */
export type Work = (delivery: JobDelivery) => Promise<void>;

/** Takes jobs out of the queue one by one, and gives back what was not finished. */
export class Deliverer {
  private readonly logger = new Logger(Deliverer.name);

  constructor(private readonly parts: DelivererParts) {}

  /** Begins the next attempt at a job; null where somebody else was faster. */
  async claim(job: ClaimableRow): Promise<Claim | null> {
    const { reader, writer, runs, changes, leaseMs } = this.parts;
    const runId = randomUUID();
    const now = Date.now();
    runs.hold(job.id, runId);
    try {
      const claimed = await writer.run(claimJob(reader.db, job, runId, now, reader.timeIn(leaseMs)));
      if (claimed === 0) runs.release(runId);
      else changes.tell(job.id);
      return claimed === 0 ? null : { job: startedAt(now, job), runId };
    } catch (thrown) {
      runs.release(runId);
      throw thrown;
    }
  }

  /**
   * Lets a claimed job be worked on. Never rejects.
   *
   * @returns whether the attempt was brought to an end, and if not, whether it counts
   */
  async deliver({ job, runId }: Claim, work: Work): Promise<'ended' | 'not now' | 'failed'> {
    const signal = this.parts.runs.signalOf(runId);
    try {
      const input = await this.parts.inputs.read(job.id);
      await work({ job: toJobRecord(job), requestId: job.request_id, input, runId, signal });
      return (await this.isOpen(job.id, runId)) ? 'not now' : 'ended';
    } catch (thrown) {
      return await this.afterFailure({ job, runId }, thrown);
    }
  }

  /** Gives an attempt back that does not count: at once for the store, and for who is at it. */
  async handBack({ job, runId }: Claim): Promise<void> {
    const { reader, writer, runs, changes } = this.parts;
    // posted before its owner is told, whose last word then comes too late
    const handedBack = writer.run(handBack(reader.db, job.id, runId));
    runs.revoke(runId, 'the job was handed back');
    await handedBack;
    changes.tell(job.id);
  }

  /** Gives an attempt back that counts. */
  async giveUp({ job, runId }: Claim): Promise<void> {
    const { reader, writer, runs } = this.parts;
    const givenUp = writer.run(giveUp(reader.db, job.id, runId));
    runs.revoke(runId, 'the attempt failed');
    await givenUp;
  }

  private async afterFailure({ job, runId }: Claim, thrown: unknown): Promise<'ended' | 'failed'> {
    const { store } = this.parts;
    if (isGatehouseError(thrown) && thrown.code === ('JOB_INPUT_LOST' satisfies ErrorCode)) {
      const error = toErrorBody(
        toErrorEnvelope(thrown, { jobId: job.id, plugin: job.plugin, requestId: job.request_id }),
      );
      const final = { status: JOB_STATUS.FAILED, error, cancelled: false, executionTimeMs: null };
      if (await store.finish(job.id, runId, final).catch(() => false)) return 'ended';
    }
    // where nobody can say, it is not over: a queue that believed so would never deliver it again
    const isOpen = await this.isOpen(job.id, runId).catch(() => true);
    if (!isOpen) return 'ended';
    this.logger.warn({ job_id: job.id, cause: String(thrown) }, 'an attempt at a job failed');
    return 'failed';
  }

  /** Whether an attempt neither ended nor was taken away. */
  private async isOpen(jobId: string, runId: string): Promise<boolean> {
    const { reader } = this.parts;
    const now = await reader.first(selectLease(reader.db, jobId));
    return now?.run_id === runId && now.status === JOB_STATUS.RUNNING && now.leased_until !== null;
  }
}

function startedAt(now: number, job: ClaimableRow): ClaimableRow {
  const attempts = job.attempts + 1;
  return { ...job, status: JOB_STATUS.RUNNING, attempts, started_at: now, progress: null };
}
