import type { OnApplicationShutdown } from '@nestjs/common';
import { JOB_STATUS, type ErrorBody } from '@gatehouse/contracts';
import type { JobFinal, JobRecord, JobScope, JobWithOutcome, NewJob } from '../job-record.js';
import type { JobFilter, JobPage, JobStats, QueueOutlook } from '../job-search.js';
import { JobStore, type WriteHaste } from '../job-store.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { cancelJob, deleteJob, finishJob, insertJob, selectJob, startJob } from '../sql/job-queries.js';
import type { HeldRuns } from './held-runs.js';
import type { JobChanges } from './job-changes.js';
import type { JobFinder } from './job-finder.js';
import { toJobRecord } from '../sql/job-row.js';
import type { DatabaseJobEvents } from './database-job-events.js';

/** What is to be done, beside the row, when a job ended. */
export interface JobEndings {
  /** @param keepsInput whether its input stays, so that it can be tried again */
  ended(jobId: string, keepsInput: boolean): void;
  erased(jobId: string): Promise<void>;
  /** It should have ended, and its row does not say so, or nobody knows. */
  doubted(jobId: string): void;
}

/** What a store consists of, opened and up to date; see `openSqliteJobs` and `openPostgresJobs`. */
export interface DatabaseJobStoreParts {
  readonly reader: DatabaseReader;
  readonly writer: DatabaseWriter;
  readonly finder: JobFinder;
  readonly runs: HeldRuns;
  readonly changes: JobChanges;
  readonly endings: JobEndings;
  readonly events: Pick<DatabaseJobEvents, 'flush'>;
  /** Milliseconds. */
  readonly leaseMs: number;
  /** @throws GatehouseError `STORE_UNAVAILABLE` where jobs cannot be written and read */
  readonly ping: () => Promise<void>;
  /** Ends all of it. */
  readonly close: () => Promise<void>;
}

/** The jobs of a database: a file of this process alone, or a server that others share. */
export class DatabaseJobStore extends JobStore implements OnApplicationShutdown {
  private closing: Promise<void> | null = null;

  constructor(private readonly parts: DatabaseJobStoreParts) {
    super();
  }

  override create(job: NewJob, haste?: WriteHaste): Promise<void> {
    return handleable(async () => {
      const { reader, writer, changes } = this.parts;
      await writer.run(insertJob(reader.db, job, 'sync', reader.timeIn(0)), haste);
      changes.tell(job.id);
    });
  }

  override start(id: string, runId: string, haste?: WriteHaste): Promise<boolean> {
    return handleable(async () => {
      const { reader, writer, runs, changes, leaseMs } = this.parts;
      runs.hold(id, runId);
      let isStarted = false;
      try {
        const started = startJob(reader.db, id, runId, Date.now(), reader.timeIn(leaseMs));
        isStarted = (await writer.run(started, haste)) === 1;
      } finally {
        if (!isStarted) runs.release(runId);
      }
      if (isStarted) changes.tell(id);
      return isStarted;
    });
  }

  override revocation(runId: string): AbortSignal {
    return this.parts.runs.signalOf(runId);
  }

  override finish(id: string, runId: string | null, final: JobFinal): Promise<boolean> {
    return handleable(async () => {
      const { reader, writer, runs, events, endings } = this.parts;
      let isFinished = false;
      if (runId !== null) events.flush(runId);
      try {
        isFinished = (await writer.run(finishJob(reader.db, id, runId, final, Date.now()))) === 1;
      } finally {
        if (runId !== null) runs.release(runId);
        if (!isFinished) endings.doubted(id);
      }
      if (isFinished) endings.ended(id, keepsInput(final));
      return isFinished;
    });
  }

  override cancel(id: string, error: ErrorBody): Promise<boolean> {
    return handleable(async () => {
      const { reader, writer, runs, endings } = this.parts;
      if ((await writer.run(cancelJob(reader.db, id, error, Date.now()))) === 0) return false;
      runs.revokeJob(id, 'the job was cancelled');
      endings.ended(id, false);
      return true;
    });
  }

  override erase(id: string): Promise<boolean> {
    return handleable(async () => {
      const { reader, writer, endings } = this.parts;
      if ((await writer.run(deleteJob(reader.db, id))) === 0) return false;
      await endings.erased(id);
      return true;
    });
  }

  override async find(id: string, scope: JobScope = 'everybody'): Promise<JobRecord | null> {
    const row = await this.parts.reader.first(selectJob(this.parts.reader.db, id, scope));
    return row === null ? null : toJobRecord(row);
  }

  override findWithResult(id: string, scope: JobScope = 'everybody'): Promise<JobWithOutcome | null> {
    return this.parts.finder.findWithResult(id, scope);
  }

  override list(filter: JobFilter, limit: number, cursor: string | null): Promise<JobPage> {
    return this.parts.finder.list(filter, limit, cursor);
  }

  override outlook(id: string): Promise<QueueOutlook> {
    return this.parts.finder.outlook(id);
  }

  override stats(scope: JobScope = 'everybody'): Promise<JobStats> {
    return this.parts.finder.stats(scope);
  }

  override ping(): Promise<void> {
    return this.parts.ping();
  }

  override close(): Promise<void> {
    this.closing ??= this.parts.close();
    return this.closing;
  }

  /** Nest calls it when the application shuts down. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

function keepsInput(final: JobFinal): boolean {
  return final.status === JOB_STATUS.FAILED && !final.cancelled;
}

/** Runs work at once, and keeps a rejection that nobody awaits yet from counting as unhandled. */
function handleable<Value>(work: () => Promise<Value>): Promise<Value> {
  const promise = work();
  promise.catch(() => undefined);
  return promise;
}
