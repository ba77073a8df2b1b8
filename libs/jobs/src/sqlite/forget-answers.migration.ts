import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever erases a job erases its result, whatever else it was told by.
  await sql`create trigger idempotency_forget after delete on jobs begin
    delete from idempotency_keys where token in (select token from idempotency_jobs where job_id = old.id);
    end`.execute(db);
}

/** A trigger that takes an answer away with the first of its jobs. */
export const forgetAnswers: Migration = { up };
