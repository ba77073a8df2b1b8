import { rmSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Compilable } from 'kysely';
import { migratePostgres, openPool } from '@gatehouse/postgres';
import type { IdempotencyStore, JobEvents, JobQueue, JobStore } from '@gatehouse/jobs';
import type { HeldAttempt } from '../../../libs/jobs/src/database/held-runs.js';
import type { IDEMPOTENCY_LIMITS } from '../../../libs/jobs/src/database/database-idempotency-store.js';
import { openPostgresJobs } from '../../../libs/jobs/src/postgres/open-postgres-jobs.js';
import { POSTGRES_MIGRATIONS } from '../../../libs/jobs/src/postgres/postgres-migrations.js';
import { PostgresReader } from '../../../libs/jobs/src/postgres/postgres-reader.js';
import { PostgresWriter } from '../../../libs/jobs/src/postgres/postgres-writer.js';
import { renewSharedLeases } from '../../../libs/jobs/src/postgres/renew-shared-leases.js';
import type { DatabaseReader, DatabaseWriter } from '../../../libs/jobs/src/sql/database-access.js';
import { migrate } from '../../../libs/jobs/src/sqlite/migrate.js';
import { Reader } from '../../../libs/jobs/src/sqlite/reader.js';
import { renewLeases } from '../../../libs/jobs/src/sqlite/renew-leases.js';
import { Writer } from '../../../libs/jobs/src/sqlite/writer.js';
import { startPostgres } from '../../support/postgres.js';
import { openKeys, openSharedKeys } from './open-keys.js';
import { jobsOptions, openJobs, openRaw, type SomeJobsOptions } from './open-store.js';
import { tempFolder } from './temp-folder.js';

/** A store with its queue and its events. */
export interface OpenedJobs {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly events: JobEvents;
}

type Row = Readonly<Record<string, unknown>>;

/** What a home is to the settings. */
type HomeSettings = Readonly<Partial<Record<'DATA_DIR' | 'DATABASE_URL', string>>>;

/** The database alone, with nobody who looks after its jobs. */
export interface BareDatabase {
  readonly reader: DatabaseReader;
  /** A way in with a connection of its own, as every process has. */
  readonly newWriter: () => DatabaseWriter;
  /** Holds attempts until a time, as a process does in this database. */
  readonly renewal: (held: readonly HeldAttempt[], until: number) => Compilable;
}

/** A place for jobs, empty at first, whichever database keeps them. */
export interface JobsHome {
  /** What a process of its own is told, so that it keeps its jobs here. */
  readonly settings: HomeSettings;
  /** Opens what is in it; closed when the test is done, or the file's tests are. */
  open(options?: SomeJobsOptions): Promise<OpenedJobs>;
  /** Opens the idempotency keys in it as a process of its own would; closed as by {@link open}. */
  openKeys(limits?: Partial<typeof IDEMPOTENCY_LIMITS>): Promise<IdempotencyStore>;
  /** Makes the tables and nothing else; closed when the file's tests are done. */
  openBare(): Promise<BareDatabase>;
  /** Ids of the jobs whose image is kept, in order. */
  images(): Promise<readonly string[]>;
  /** Does to a kept image what nobody should. */
  spoilImage(jobId: string, how: 'longer' | 'gone'): Promise<void>;
  /** What an operator's SQL shell would do; each `?` is a parameter that is a text. */
  sql(statement: string, ...parameters: readonly string[]): Promise<readonly Row[]>;
}

/** Which database keeps the jobs. */
export type HomeName = 'SQLite' | 'PostgreSQL';

function sqliteHome(): JobsHome {
  const dataDir = tempFolder();
  const folder = join(dataDir, 'inputs');
  let raw: DatabaseSync | null = null; // once there is one
  return {
    settings: { DATA_DIR: dataDir },
    open: (options) => openJobs(dataDir, options),
    openKeys: (limits) => openKeys(dataDir, limits),
    openBare: async () => {
      const path = join(dataDir, 'jobs.sqlite');
      await migrate(path);
      const reader = new Reader(path);
      atEnd.push(() => {
        reader.close();
        return Promise.resolve();
      });
      return {
        reader,
        newWriter: () => {
          const writer = new Writer(path);
          atEnd.push(() => writer.close());
          return writer;
        },
        renewal: (held, until) => renewLeases(reader.db, held, until),
      };
    },
    images: () => Promise.resolve(readdirSync(folder).sort()),
    spoilImage: (jobId, how) => {
      if (how === 'gone') rmSync(join(folder, jobId));
      else writeFileSync(join(folder, jobId), 'longer than it was');
      return Promise.resolve();
    },
    // async, so that what is refused rejects
    sql: async (statement, ...parameters) => {
      raw ??= openRaw(dataDir);
      return Promise.resolve(raw.prepare(statement).all(...parameters));
    },
  };
}

/** The server that the homes of a test file in PostgreSQL share. */
export const postgres = await startPostgres();
const closers: (() => Promise<void>)[] = [];
const atEnd: (() => Promise<void>)[] = [];

// Each has connections, and looks after the database all the time.
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});
afterAll(async () => {
  for (const close of atEnd.splice(0).reverse()) await close();
});

async function postgresHome(): Promise<JobsHome> {
  const url = await postgres.createDatabase();
  const pool = openPool(url, { name: 'test', max: 2, connectMs: 5000 });
  atEnd.push(() => pool.end());
  const sql: JobsHome['sql'] = async (statement, ...parameters) => {
    let places = 0;
    const numbered = statement.replaceAll('?', () => `$${++places}::text`);
    return (await pool.query<Row>(numbered, [...parameters])).rows;
  };
  return {
    settings: { DATABASE_URL: url },
    open: async (options) => {
      const jobs = await openPostgresJobs({ ...jobsOptions('', options), url });
      closers.push(() => jobs.store.close());
      return jobs;
    },
    openKeys: async (limits) => {
      const { keys, close } = await openSharedKeys(url, limits);
      closers.push(close);
      return keys;
    },
    openBare: async () => {
      await migratePostgres(url, 'jobs', POSTGRES_MIGRATIONS);
      const reader = new PostgresReader(pool);
      return {
        reader,
        newWriter: () => {
          const writer = new PostgresWriter(openPool(url, { name: 'writer', max: 1, connectMs: 5000 }));
          atEnd.push(() => writer.close());
          return writer;
        },
        renewal: (held, until) => renewSharedLeases(reader.db, held, until),
      };
    },
    images: async () =>
      (await sql('select job_id from job_images order by job_id')).map(({ job_id }) => String(job_id)),
    spoilImage: async (jobId, how) => {
      await sql(
        how === 'gone'
          ? 'delete from job_images where job_id = ?'
          : `update job_images set image = image || '!' where job_id = ?`,
        jobId,
      );
    },
    sql,
  };
}

/** A kind of home, by the name of its database. */
type Home = readonly [name: HomeName, newHome: () => JobsHome | Promise<JobsHome>];

/** Every database that jobs are kept in. What holds for jobs holds in all of them. */
export const HOMES: readonly [sqlite: Home, postgres: Home] = [
  ['SQLite', sqliteHome],
  ['PostgreSQL', postgresHome],
];
