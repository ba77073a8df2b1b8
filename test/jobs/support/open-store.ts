import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { ErrorBody } from '@gatehouse/contracts';
import { newJobId, type JobFinal, type JobStore, type NewJob } from '@gatehouse/jobs';
import { openSqliteJobs, type SqliteJobs } from '../../../libs/jobs/src/sqlite/open-sqlite-jobs.js';
import type { SqliteJobsOptions } from '../../../libs/jobs/src/sqlite/open-sqlite-jobs.js';
import { tempFolder } from './temp-folder.js';

// Warnings of what tests bring about on purpose would bury those that matter.
beforeAll(() => {
  Logger.overrideLogger(false);
});

const closers: (() => Promise<void> | void)[] = [];

afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The settings' defaults, but for what a test is about. */
export function jobsOptions(
  dataDir: string,
  { leases, queue, retention }: DeepPartial<SqliteJobsOptions> = {},
): SqliteJobsOptions {
  return {
    dataDir,
    leases: { leaseMs: 30_000, maxAttempts: 3, ...leases },
    queue: { maxJobs: 10_000, maxBytes: 2 ** 31, ...queue },
    retention: { count: 100_000, days: 14, bytes: 2 ** 31, ...retention },
  };
}

/** Those that a test is about. */
export type SomeJobsOptions = DeepPartial<SqliteJobsOptions>;

type DeepPartial<Options> = { readonly [Key in keyof Options]?: Partial<Options[Key]> };

/** A store with its queue and its events; closed when the file's tests are done. */
export async function openJobs(
  dataDir = tempFolder(),
  options: DeepPartial<SqliteJobsOptions> = {},
): Promise<SqliteJobs> {
  const jobs = await openSqliteJobs(jobsOptions(dataDir, options));
  closers.push(() => jobs.store.close());
  return jobs;
}

/** A store in a folder, by default a new one; closed when the file's tests are done. */
export async function openStore(dataDir = tempFolder(), retentionCount = 100_000): Promise<JobStore> {
  return (await openJobs(dataDir, { retention: { count: retentionCount } })).store;
}

/** A second connection to a store's database, as an operator's SQL shell would have it. */
export function openRaw(dataDir: string): DatabaseSync {
  const db = new DatabaseSync(join(dataDir, 'jobs.sqlite'), { timeout: 10_000 });
  db.exec('PRAGMA recursive_triggers = ON');
  closers.push(() => {
    db.close();
  });
  return db;
}

export function newJob(fields: Partial<NewJob> = {}): NewJob {
  return { id: newJobId(), plugin: 'ocr', requestId: null, owner: null, ...fields };
}

export const SUCCESS: JobFinal = { status: 'SUCCESS', result: { text: 'ok' }, executionTimeMs: 12.5 };

export const ERROR: ErrorBody = {
  type: 'ExecutionError',
  message: 'kaboom',
  details: { code: 'PLUGIN_THREW', retryable: false, request_id: null, job_id: null, errors: [] },
  plugin: 'ocr',
  timestamp: '2026-11-22T09:00:00.000Z',
};

export const FAILED: JobFinal = { status: 'FAILED', error: ERROR, cancelled: false, executionTimeMs: 3 };
