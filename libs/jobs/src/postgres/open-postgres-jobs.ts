import type { PgBoss } from 'pg-boss';
import type { Pool } from 'pg';
import { databaseProblem, demandDurability, migratePostgres, openPool } from '@gatehouse/postgres';
import type { IdempotencyStore } from '../idempotency-store.js';
import type { JobsOptions } from '../jobs-options.js';
import { ServiceTimes } from '../service-times.js';
import { Deliverer } from '../database/deliverer.js';
import { HeldRuns } from '../database/held-runs.js';
import { JobChanges } from '../database/job-changes.js';
import { JobFinder } from '../database/job-finder.js';
import { DatabaseIdempotencyStore } from '../database/database-idempotency-store.js';
import { DatabaseJobStore, type JobEndings } from '../database/database-job-store.js';
import { DatabaseJobEvents } from '../database/database-job-events.js';
import { deleteJob, selectJob } from '../sql/job-queries.js';
import { hearJobs } from './hear-jobs.js';
import { SharedInputs } from './image-table.js';
import { SharedInputSweeper } from './shared-input-sweeper.js';
import { JobListener } from './job-listener.js';
import { openBoss } from './open-boss.js';
import { PostgresJobQueue } from './postgres-job-queue.js';
import { POSTGRES_MIGRATIONS } from './postgres-migrations.js';
import { PostgresReader } from './postgres-reader.js';
import { PostgresWriter } from './postgres-writer.js';
import { SharedDeliveryLoop } from './shared-delivery-loop.js';
import { SharedLeases } from './shared-leases.js';
import { SharedRetention } from './shared-retention.js';
import { SharedRoom } from './shared-room.js';

const CONNECTIONS = 4;
const CONNECT_MS = 5000;
/** A statement that takes longer counts as unanswered: the database hangs, or cannot be reached any more. */
const STATEMENT_MS = 30_000;

/** How the shared store is opened. */
export interface PostgresJobsOptions extends JobsOptions {
  /** DATABASE_URL. */
  readonly url: string;
}

/** The shared store, its queue, its events and its idempotency keys. Closing the store closes all of them. */
export interface PostgresJobs {
  readonly store: DatabaseJobStore;
  readonly queue: PostgresJobQueue;
  readonly events: DatabaseJobEvents;
  readonly idempotency: IdempotencyStore;
}

/**
 * Opens the store that servers and workers share; brings its tables up to date.
 *
 * @throws ConfigError with a sentence that says what is wrong with DATABASE_URL and what to do
 */
export async function openPostgresJobs(options: PostgresJobsOptions): Promise<PostgresJobs> {
  const { url, leases } = options;
  await demandDurability(url);
  await migratePostgres(url, 'jobs', POSTGRES_MIGRATIONS);
  try {
    return assemble(options, await openBoss(url, leases.leaseMs));
  } catch (thrown) {
    throw databaseProblem(url, thrown);
  }
}

function assemble(
  { url, leases, queue: limits, retention: rules }: PostgresJobsOptions,
  boss: PgBoss,
): PostgresJobs {
  const { leaseMs } = leases;
  const pool = openJobsPool(url, 'jobs', CONNECTIONS);
  const reader = new PostgresReader(pool);
  const writer = new PostgresWriter(openJobsPool(url, 'writer', 1));
  const [runs, changes, times] = [new HeldRuns(), new JobChanges(), new ServiceTimes()];
  const events = new DatabaseJobEvents({ reader, writer, runs, changes });
  const leasing = new SharedLeases({ reader, writer, runs, leaseMs });
  const retention = new SharedRetention(pool, rules);
  const sweeper = new SharedInputSweeper(reader, writer, limits);
  const endings = endingsThat(changes, sweeper);
  const idempotency = DatabaseIdempotencyStore.openShared(reader, writer);
  const finder = new JobFinder(reader.db, reader, times, () => loop.load);
  const close = async (): Promise<void> => {
    await loop.stop(0);
    const upkeep = [leasing, retention, sweeper, idempotency];
    await Promise.all([listener, ...upkeep].map((one) => one.stop()));
    await writer.close();
    await boss.stop({ graceful: false, close: true });
    await pool.end();
  };
  const ours = { reader, writer, runs, changes, leaseMs };
  const ping = (): Promise<void> => pingShared(reader, writer);
  const store = new DatabaseJobStore({ ...ours, finder, endings, events, ping, close });
  const deliverer = new Deliverer({ ...ours, store, inputs: new SharedInputs(reader) });
  const loop: SharedDeliveryLoop = new SharedDeliveryLoop({
    boss,
    reader,
    writer,
    deliverer,
    runs,
    times,
    rules: leases,
    onLost: (jobId) => {
      endings.ended(jobId, true);
    },
  });
  const listener = new JobListener(url, hearJobs({ runs, changes, loop, leasing }));
  const room = new SharedRoom(limits, reader);
  leasing.start();
  retention.start();
  sweeper.start();
  return { store, queue: new PostgresJobQueue({ boss, reader, room, changes, loop }), events, idempotency };
}

function openJobsPool(url: string, name: string, max: number): Pool {
  return openPool(url, { name, max, connectMs: CONNECT_MS, statementMs: STATEMENT_MS });
}

/** What else an ending brings with it, the database does by itself. */
function endingsThat(changes: JobChanges, sweeper: SharedInputSweeper): JobEndings {
  return {
    ended: (jobId, keepsInput) => {
      if (keepsInput) sweeper.failed(jobId);
      changes.tell(jobId);
    },
    erased: (jobId) => {
      changes.tell(jobId);
      return Promise.resolve();
    },
    doubted: () => undefined, // the lease tells
  };
}

async function pingShared(reader: PostgresReader, writer: PostgresWriter): Promise<void> {
  // A database that only reads, as one that follows another, refuses this although it changes nothing.
  await writer.run(deleteJob(reader.db, ''));
  await reader.first(selectJob(reader.db, '', 'everybody'));
}
