import { Logger } from '@nestjs/common';
import { countFinished, deleteOldestFinished } from '../sql/job-queries.js';
import { DataFolder } from './data-folder.js';
import { failLostJobs } from './fail-lost-jobs.js';
import { migrate } from './migrate.js';
import { Reader } from './reader.js';
import { Retention } from './retention.js';
import { inodeOf, SqliteJobStore, type SqliteJobStoreParts } from './sqlite-job-store.js';
import { Writer } from './writer.js';

/** How the embedded store is opened. */
export interface SqliteJobStoreOptions {
  /** The folder it is kept in; created where absent. */
  readonly dataDir: string;
  /** Most finished jobs that are kept. */
  readonly retentionCount: number;
}

/**
 * Opens the embedded store: takes DATA_DIR for this process alone, brings the schema up to date, fails what a dead
 * process left unfinished.
 *
 * @throws ConfigError with a sentence that says what is wrong with DATA_DIR and what to do
 */
export async function openSqliteJobStore(options: SqliteJobStoreOptions): Promise<SqliteJobStore> {
  const folder = DataFolder.hold(options.dataDir);
  try {
    await migrate(folder.storePath);
    return new SqliteJobStore(await openParts(folder, options.retentionCount));
  } catch (thrown) {
    folder.release();
    throw folder.storeProblem(thrown);
  }
}

async function openParts(folder: DataFolder, keep: number): Promise<SqliteJobStoreParts> {
  const writer = new Writer(folder.storePath);
  const reader = new Reader(folder.storePath);
  try {
    await writer.post([]); // shows at once whether the thread comes up
    const lost = await failLostJobs(reader, writer);
    if (lost > 0) new Logger('JobStore').warn({ jobs: lost }, 'jobs of a process that is gone were failed');
    const retention = await openRetention(reader, writer, keep);
    return { folder, inode: await inodeOf(folder.storePath), reader, writer, retention };
  } catch (thrown) {
    reader.close();
    await writer.close();
    throw thrown;
  }
}

async function openRetention(reader: Reader, writer: Writer, keep: number): Promise<Retention> {
  const finished = await reader.first(countFinished(reader.db));
  const store = {
    deleteOldestFinished: (limit: number) => writer.run(deleteOldestFinished(reader.db, limit)),
  };
  return new Retention(store, keep, finished?.count ?? 0);
}
