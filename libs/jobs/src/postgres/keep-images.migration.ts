import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table job_images (
    job_id text primary key references job_inputs (job_id) on delete cascade,
    image bytea not null
  )`.execute(db);
  // pictures are compressed already: no time is spent on trying again
  await sql`alter table job_images alter column image set storage external`.execute(db);
}

/** The images of queued jobs, which leave with the rest of their input. */
export const keepImages: Migration = { up };
