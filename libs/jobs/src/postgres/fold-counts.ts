import type { Pool } from 'pg';

/** Rows that another one is folding are left to it; those that are not committed yet, to the next time. */
const FOLD = `
  with parts as (
    delete from job_counts where ctid in (select ctid from job_counts for update skip locked)
    returning owner, plugin, status, error_code, jobs)
  insert into job_counts select owner, plugin, status, error_code, sum(jobs) from parts
  group by owner, plugin, status, error_code having sum(jobs) <> 0`;

/** Makes one row of all those that count the same jobs. What they add up to stays as it is at every moment. */
export async function foldCounts(pool: Pool): Promise<void> {
  await pool.query(FOLD);
}
