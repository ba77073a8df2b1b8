import type { PostgresMigrations } from '@gatehouse/postgres';
import { carryTraces } from '../sql/carry-traces.migration.js';
import { createIdempotencyKeys } from '../sql/create-idempotency-keys.migration.js';
import { createJobs } from '../sql/create-jobs.migration.js';
import { limitAttempts } from '../sql/limit-attempts.migration.js';
import { queueJobs } from '../sql/queue-jobs.migration.js';
import { widenLists } from '../sql/widen-lists.migration.js';
import { countJobs } from './count-jobs.migration.js';
import { guardJobs } from './guard-jobs.migration.js';
import { keepImages } from './keep-images.migration.js';
import { tellJobs } from './tell-jobs.migration.js';

/** The tables of jobs in PostgreSQL: those of the embedded store, images, and guards in its own language. */
export const POSTGRES_MIGRATIONS: PostgresMigrations = Object.freeze({
  '0001-create-jobs': createJobs,
  '0003-queue-jobs': queueJobs,
  '0004-keep-images': keepImages,
  '0005-guard-jobs': guardJobs,
  '0010-create-idempotency-keys': createIdempotencyKeys,
  '0011-tell-jobs': tellJobs,
  '0012-limit-attempts': limitAttempts,
  '0013-widen-lists': widenLists,
  '0014-carry-traces': carryTraces,
  '0015-count-jobs': countJobs,
});
