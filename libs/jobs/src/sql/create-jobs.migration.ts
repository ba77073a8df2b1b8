import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/*
 * A migration never changes once it has run anywhere, so it repeats the states as literals; a test holds them
 * against the transition table. Nothing compares two times: the system clock may be set back between them.
 */

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('plugin', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('cancelled', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('progress', 'real')
    .addColumn('run_id', 'text')
    .addColumn('request_id', 'text')
    .addColumn('owner', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('completed_at', 'bigint')
    .addColumn('execution_time_ms', 'double precision')
    // last, so that reading the columns before them does not read through large outcomes
    .addColumn('result', 'text')
    .addColumn('error', 'text')
    .addCheckConstraint('jobs_status', sql`status in ('PENDING', 'RUNNING', 'SUCCESS', 'FAILED')`)
    .addCheckConstraint('jobs_cancelled', sql`cancelled = 0 or (cancelled = 1 and status = 'FAILED')`)
    .addCheckConstraint('jobs_progress', sql`progress is null or (progress >= 0 and progress <= 1)`)
    .addCheckConstraint('jobs_attempts', sql`attempts >= 0 and (attempts = 0) = (run_id is null)`)
    .addCheckConstraint('jobs_started', sql`(run_id is null) = (started_at is null)`)
    .addCheckConstraint('jobs_pending', sql`status <> 'PENDING' or run_id is null`)
    .addCheckConstraint('jobs_ran', sql`status not in ('RUNNING', 'SUCCESS') or run_id is not null`)
    .addCheckConstraint('jobs_completed', sql`(status in ('SUCCESS', 'FAILED')) = (completed_at is not null)`)
    .addCheckConstraint('jobs_result', sql`(status = 'SUCCESS') = (result is not null)`)
    .addCheckConstraint('jobs_error', sql`(status = 'FAILED') = (error is not null)`)
    .execute();
  // finds what is unfinished (null) and what has been final the longest
  await db.schema.createIndex('jobs_by_completion').on('jobs').columns(['completed_at', 'id']).execute();
}

/** The table of jobs. Its checks refuse every row that no lawful job can be. */
export const createJobs: Migration = { up };
