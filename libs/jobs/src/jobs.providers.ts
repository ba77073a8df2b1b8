import type { FactoryProvider } from '@nestjs/common';
import { AppConfig, type SettingValues } from '@gatehouse/config';
import { IdempotencyStore } from './idempotency-store.js';
import { JobEvents } from './job-events.js';
import { JobQueue } from './job-queue.js';
import { JobStore } from './job-store.js';
import { openSqliteJobs } from './sqlite/open-sqlite-jobs.js';
import type { JobsOptions } from './jobs-options.js';

const OPENED_JOBS = Symbol('OpenedJobs');

/** What is opened together, in whichever database. */
interface OpenedJobs {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly events: JobEvents;
  readonly idempotency: IdempotencyStore;
}

/** The store that the settings ask for, its queue, its events and its idempotency keys, which are opened together. */
export const jobProviders: readonly FactoryProvider[] = [
  {
    provide: OPENED_JOBS,
    useFactory: ({ values }: AppConfig) => openJobs(values),
    inject: [AppConfig],
  },
  { provide: JobStore, useFactory: ({ store }: OpenedJobs) => store, inject: [OPENED_JOBS] },
  { provide: JobQueue, useFactory: ({ queue }: OpenedJobs) => queue, inject: [OPENED_JOBS] },
  { provide: JobEvents, useFactory: ({ events }: OpenedJobs) => events, inject: [OPENED_JOBS] },
  {
    provide: IdempotencyStore,
    useFactory: ({ idempotency }: OpenedJobs) => idempotency,
    inject: [OPENED_JOBS],
  },
];

async function openJobs(values: SettingValues): Promise<OpenedJobs> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = values;
  if (url === '') return openSqliteJobs({ dataDir, ...rulesFrom(values) });
  // Loaded only where it is used: with what it brings along it is a sixth of all the code of the server.
  const { openPostgresJobs } = await import('./postgres/open-postgres-jobs.js');
  return openPostgresJobs({ url, ...rulesFrom(values) });
}

function rulesFrom(values: SettingValues): JobsOptions {
  return {
    leases: { leaseMs: values.JOB_LEASE_MS, maxAttempts: values.JOB_MAX_ATTEMPTS },
    queue: { maxJobs: values.JOB_QUEUE_MAX, maxBytes: values.JOB_QUEUE_BYTES },
    retention: {
      count: values.JOB_RETENTION_COUNT,
      days: values.JOB_RETENTION_DAYS,
      bytes: values.JOB_RETENTION_BYTES,
    },
  };
}
