import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely } from 'kysely';
import type { HeldAttempt } from '../database/held-runs.js';
import type { SqlTime } from '../sql/database-access.js';
import type { JobDatabase } from '../sql/job-table.js';

/** Holds attempts until a time, those that are still their owner's. One statement however many there are. */
export function renewSharedLeases(
  db: Kysely<JobDatabase>,
  held: readonly HeldAttempt[],
  until: SqlTime,
): Compilable {
  const jobIds = held.map(({ jobId }) => jobId);
  const runIds = held.map(({ runId }) => runId);
  return db
    .updateTable('jobs')
    .set({ leased_until: until })
    .where('status', '=', JOB_STATUS.RUNNING)
    .where('leased_until', 'is not', null)
    .where(sql<boolean>`id = any(${jobIds}::text[])`)
    .where(sql<boolean>`run_id = any(${runIds}::text[])`);
}
