import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely } from 'kysely';
import type { HeldAttempt } from '../database/held-runs.js';
import type { JobDatabase } from '../sql/job-table.js';

/** Holds attempts until a time, those that are still their owner's. One statement however many there are. */
export function renewLeases(
  db: Kysely<JobDatabase>,
  held: readonly HeldAttempt[],
  until: number,
): Compilable {
  const ids = JSON.stringify(held.map(({ jobId }) => jobId));
  const runIds = JSON.stringify(held.map(({ runId }) => runId));
  return db
    .updateTable('jobs')
    .set({ leased_until: until })
    .where('status', '=', JOB_STATUS.RUNNING)
    .where('leased_until', 'is not', null)
    .where(sql<boolean>`id in (select value from json_each(${ids}))`)
    .where(sql<boolean>`run_id in (select value from json_each(${runIds}))`);
}
