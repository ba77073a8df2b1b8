import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { QueueRoom } from '../queue-room.js';
import { ServiceTimes } from '../service-times.js';
import { selectInputSizes } from '../sql/queue-queries.js';
import { DataFolder } from './data-folder.js';
import { Deliverer } from '../database/deliverer.js';
import { DeliveryLoop } from './delivery-loop.js';
import { FarReader } from './far-reader.js';
import { HeldRuns } from '../database/held-runs.js';
import { InputFiles } from './input-files.js';
import { InputSweeper } from './input-sweeper.js';
import { JobChanges } from '../database/job-changes.js';
import { SqliteJobEndings } from './sqlite-job-endings.js';
import { JobFinder } from '../database/job-finder.js';
import { LeaseKeeper } from './lease-keeper.js';
import { migrate } from './migrate.js';
import { QueueInputs } from './queue-inputs.js';
import { Reader } from './reader.js';
import { openRetention } from './open-retention.js';
import type { Retention } from './retention.js';
import { storePing } from './store-ping.js';
import { DatabaseIdempotencyStore } from '../database/database-idempotency-store.js';
import { DatabaseJobEvents } from '../database/database-job-events.js';
import { SqliteJobQueue } from './sqlite-job-queue.js';
import { DatabaseJobStore, type JobEndings } from '../database/database-job-store.js';
import type { JobsOptions } from '../jobs-options.js';
import { Writer } from './writer.js';

/** How the embedded store is opened. */
export interface SqliteJobsOptions extends JobsOptions {
  /** The folder it is kept in; created where absent. */
  readonly dataDir: string;
}

/** The embedded store and what shares its database. Closing the store closes all of them. */
export interface SqliteJobs {
  readonly store: DatabaseJobStore;
  readonly queue: SqliteJobQueue;
  readonly events: DatabaseJobEvents;
  readonly idempotency: DatabaseIdempotencyStore;
}

/**
 * Opens the embedded store: takes DATA_DIR for this process alone, brings the schema up to date, sees to what a dead
 * process left unfinished. One file, one thread that writes it, one connection here that reads it.
 *
 * @throws ConfigError with a sentence that says what is wrong with DATA_DIR and what to do
 */
export async function openSqliteJobs(options: SqliteJobsOptions): Promise<SqliteJobs> {
  const folder = DataFolder.hold(options.dataDir);
  try {
    await migrate(folder.storePath);
    return await openIn(folder, options);
  } catch (thrown) {
    folder.release();
    throw folder.storeProblem(thrown);
  }
}

async function openIn(folder: DataFolder, options: SqliteJobsOptions): Promise<SqliteJobs> {
  const writer = new Writer(folder.storePath);
  const reader = new Reader(folder.storePath);
  try {
    await writer.post([]); // shows at once whether the thread comes up
    return await openFiles({ folder, writer, reader, options });
  } catch (thrown) {
    reader.close();
    await writer.close();
    throw thrown;
  }
}

async function openFiles(foundation: Omit<Foundation, 'files'>): Promise<SqliteJobs> {
  const files = await InputFiles.open(join(foundation.options.dataDir, 'inputs'));
  try {
    return await assemble({ ...foundation, files });
  } catch (thrown) {
    await files.close();
    throw thrown;
  }
}

interface Foundation {
  readonly folder: DataFolder;
  readonly writer: Writer;
  readonly reader: Reader;
  readonly files: InputFiles;
  readonly options: SqliteJobsOptions;
}

async function assemble(foundation: Foundation): Promise<SqliteJobs> {
  const { folder, writer, reader, files, options } = foundation;
  const { leaseMs } = options.leases;
  const upkeep = await openUpkeep(foundation);
  const { runs, changes, inputs, endings, keeper, retention, sweeper } = upkeep;
  await takeOver(upkeep, reader);
  const ping = await storePing(folder.storePath, reader, writer);
  const idempotency = await DatabaseIdempotencyStore.open(reader, writer);
  const [far, times] = [new FarReader(folder.storePath), new ServiceTimes()];
  const events = new DatabaseJobEvents({ reader, writer, runs, changes });
  const finder = new JobFinder(reader.db, far, times, () => loop.load);
  const close = async (): Promise<void> => {
    await loop.stop(0);
    await keeper.stop();
    await Promise.all([retention.stop(), sweeper.stop(), idempotency.stop()]);
    await far.close();
    reader.close(); // before the writer: whoever closes last folds the log into the database, which takes write access
    await writer.close();
    await files.close();
    folder.release();
  };
  const ours = { reader, writer, runs, changes, leaseMs };
  const store = new DatabaseJobStore({ ...ours, finder, endings, events, ping, close });
  const deliverer = new Deliverer({ ...ours, store, inputs });
  const loop: DeliveryLoop = new DeliveryLoop({ reader, keeper, deliverer, times });
  await sweeper.start();
  keeper.start();
  retention.start();
  return { store, queue: new SqliteJobQueue({ reader, writer, inputs, changes, loop }), events, idempotency };
}

/** What looks after jobs besides their rows. */
interface Upkeep {
  readonly runs: HeldRuns;
  readonly changes: JobChanges;
  readonly inputs: QueueInputs;
  readonly retention: Retention;
  readonly sweeper: InputSweeper;
  readonly endings: JobEndings;
  readonly keeper: LeaseKeeper;
}

async function openUpkeep({ writer, reader, files, options }: Foundation): Promise<Upkeep> {
  const [runs, changes] = [new HeldRuns(), new JobChanges()];
  const inputs = new QueueInputs(files, new QueueRoom(options.queue), reader);
  const retention = await openRetention(reader, writer, options.retention);
  const sweeper = new InputSweeper(reader, writer, inputs, options.queue);
  const endings: JobEndings = new SqliteJobEndings(retention, inputs, sweeper, changes, (jobId) => {
    keeper.doubt(jobId);
  });
  const onLost = (jobId: string): void => {
    endings.ended(jobId, true);
  };
  const keeper = new LeaseKeeper({ reader, writer, runs, rules: options.leases, onLost });
  return { runs, changes, inputs, retention, sweeper, endings, keeper };
}

/** Sees to what a dead process left unfinished, and counts what waits. */
async function takeOver({ keeper, inputs }: Upkeep, reader: Reader): Promise<void> {
  const lost = await keeper.takeOver();
  if (lost > 0) new Logger('JobStore').warn({ jobs: lost }, 'jobs of a process that is gone were failed');
  for (const { job_id, bytes, completed_at } of await reader.all(selectInputSizes(reader.db))) {
    if (completed_at === null) inputs.room.add(job_id, bytes);
  }
}
