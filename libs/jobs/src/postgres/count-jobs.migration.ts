import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/*
 * Each end and each deletion adds a row, and changes none: on one row for all, the transactions of all servers would
 * stand in line, and some would wait for each other in a circle. `foldCounts` makes few rows of many from time to time.
 */

const CHANGES = {
  jobs_count_end: {
    event: 'update on jobs',
    when: 'old.completed_at is null and new.completed_at is not null',
    job: 'new',
    by: 1,
  },
  jobs_count_deletion: {
    event: 'delete on jobs',
    when: 'old.completed_at is not null',
    job: 'old',
    by: -1,
  },
} as const;

async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table job_counts (
    owner text not null, plugin text not null, status text not null, error_code text not null, jobs integer not null)`.execute(
    db,
  );
  await sql`insert into job_counts
    select coalesce(owner, ''), plugin, status, coalesce(error_code, ''), count(*) from jobs
    where completed_at is not null group by 1, 2, 3, 4`.execute(db);
  for (const [name, { event, when, job, by }] of Object.entries(CHANGES)) {
    await sql
      .raw(
        `create function ${name}() returns trigger language plpgsql as $$ begin
          insert into job_counts
            values (coalesce(${job}.owner, ''), ${job}.plugin, ${job}.status, coalesce(${job}.error_code, ''), ${by});
          return null; end $$`,
      )
      .execute(db);
    await sql
      .raw(`create trigger ${name} after ${event} for each row when (${when}) execute function ${name}()`)
      .execute(db);
  }
}

/** Counts the jobs that are final as they become it and go, so that nobody has to go through them to count them. */
export const countJobs: Migration = { up };
