import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('completed_at', 'bigint')
    .addColumn('status', 'integer')
    .addColumn('bytes', 'integer', (column) => column.notNull())
    // last, so that reading the columns before it does not read through large answers
    .addColumn('answer', 'text')
    .addPrimaryKeyConstraint('idempotency_keys_key', ['owner', 'key'])
    .addCheckConstraint('idempotency_keys_status', sql`status in (200, 400)`)
    .addCheckConstraint('idempotency_keys_answer', sql`(answer is null) = (completed_at is null)`)
    .addCheckConstraint('idempotency_keys_answered', sql`(answer is null) = (status is null)`)
    .execute();
  // finds the oldest, and adds up their bytes, without reading a row
  await db.schema
    .createIndex('idempotency_keys_by_age')
    .on('idempotency_keys')
    .columns(['created_at', 'bytes'])
    .execute();
  await db.schema
    .createTable('idempotency_jobs')
    .addColumn('token', 'text', (column) =>
      column.notNull().references('idempotency_keys.token').onDelete('cascade'),
    )
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_jobs_key', ['token', 'job_id'])
    .execute();
  await db.schema.createIndex('idempotency_jobs_by_job').on('idempotency_jobs').column('job_id').execute();
}

/** The tables of idempotency keys. */
export const createIdempotencyKeys: Migration = { up };
