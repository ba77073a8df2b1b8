import { stat } from 'node:fs/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { GatehouseError } from '@gatehouse/errors';
import type { JobFinal, JobRecord, JobWithOutcome, NewJob } from '../job-record.js';
import { JobStore, type WriteHaste } from '../job-store.js';
import { finishJob, insertJob, selectJob, selectJobWithOutcome, startJob } from '../sql/job-queries.js';
import { toJobRecord, toJobWithOutcome } from '../sql/job-row.js';
import type { DataFolder } from './data-folder.js';
import type { Reader } from './reader.js';
import type { Retention } from './retention.js';
import type { Writer } from './writer.js';

/** What an embedded store consists of, opened and up to date; see `openSqliteJobStore`. */
export interface SqliteJobStoreParts {
  readonly folder: DataFolder;
  /** The number of the database file in its file system, as it was opened. */
  readonly inode: bigint;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly retention: Retention;
}

/** The embedded store: one SQLite file, one thread that writes it, one connection here that reads it. */
export class SqliteJobStore extends JobStore implements OnApplicationShutdown {
  private closing: Promise<void> | null = null;

  constructor(private readonly parts: SqliteJobStoreParts) {
    super();
  }

  override create(job: NewJob, haste?: WriteHaste): Promise<void> {
    return handleable(async () => {
      await this.parts.writer.run(insertJob(this.parts.reader.db, job, Date.now()), haste);
    });
  }

  override start(id: string, runId: string, haste?: WriteHaste): Promise<boolean> {
    return handleable(async () => {
      const query = startJob(this.parts.reader.db, id, runId, Date.now());
      const changes = await this.parts.writer.run(query, haste);
      return changes === 1;
    });
  }

  override finish(id: string, runId: string | null, final: JobFinal): Promise<boolean> {
    return handleable(async () => {
      const { reader, writer, retention } = this.parts;
      const changes = await writer.run(finishJob(reader.db, id, runId, final, Date.now()));
      if (changes === 1) retention.jobFinished();
      return changes === 1;
    });
  }

  override async find(id: string): Promise<JobRecord | null> {
    const row = await this.parts.reader.first(selectJob(this.parts.reader.db, id));
    return row === null ? null : toJobRecord(row);
  }

  override async findWithResult(id: string): Promise<JobWithOutcome | null> {
    const row = await this.parts.reader.first(selectJobWithOutcome(this.parts.reader.db, id));
    return row === null ? null : toJobWithOutcome(row);
  }

  override async ping(): Promise<void> {
    const { folder, inode, reader, writer } = this.parts;
    await writer.post([]);
    await reader.first(selectJob(reader.db, ''));
    // A file that was deleted or replaced can still be written, and whatever is written to it is gone.
    if ((await inodeOf(folder.storePath)) !== inode) {
      throw new GatehouseError(
        'STORE_UNAVAILABLE',
        {},
        { cause: new Error('the database file was replaced') },
      );
    }
  }

  override close(): Promise<void> {
    this.closing ??= this.closeParts();
    return this.closing;
  }

  /** Nest calls it when the application shuts down. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private async closeParts(): Promise<void> {
    const { folder, reader, writer, retention } = this.parts;
    await retention.settled();
    reader.close(); // before the writer: whoever closes last folds the log into the database, which takes write access
    await writer.close();
    folder.release();
  }
}

/**
 * The number of a file in its file system.
 *
 * @throws GatehouseError STORE_UNAVAILABLE where there is no such file
 */
export async function inodeOf(path: string): Promise<bigint> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch (thrown) {
    throw new GatehouseError('STORE_UNAVAILABLE', {}, { cause: thrown });
  }
}

/** Runs work at once, and keeps a rejection that nobody awaits yet from counting as unhandled. */
function handleable<Value>(work: () => Promise<Value>): Promise<Value> {
  const promise = work();
  promise.catch(() => undefined);
  return promise;
}
