import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table job_counts (
    owner text not null, plugin text not null, status text not null, error_code text not null, jobs integer not null,
    primary key (owner, plugin, status, error_code)) without rowid`.execute(db);
  await sql`insert into job_counts
    select coalesce(owner, ''), plugin, status, coalesce(error_code, ''), count(*) from jobs
    where completed_at is not null group by 1, 2, 3, 4`.execute(db);
  await sql`create trigger jobs_count_end after update on jobs
    when old.completed_at is null and new.completed_at is not null begin
      insert into job_counts
        values (coalesce(new.owner, ''), new.plugin, new.status, coalesce(new.error_code, ''), 1)
        on conflict do update set jobs = jobs + 1;
    end`.execute(db);
  await sql`create trigger jobs_count_deletion after delete on jobs begin
      update job_counts set jobs = jobs - 1 where (owner, plugin, status, error_code)
        = (coalesce(old.owner, ''), old.plugin, old.status, coalesce(old.error_code, ''));
      delete from job_counts where (owner, plugin, status, error_code, jobs)
        = (coalesce(old.owner, ''), old.plugin, old.status, coalesce(old.error_code, ''), 0);
    end`.execute(db);
}

/** Counts the jobs that are final as they become it and go, so that nobody has to go through them to count them. */
export const countJobs: Migration = { up };
