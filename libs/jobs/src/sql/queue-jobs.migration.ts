import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db);
  await createInputs(db);
  await createEvents(db);
  await createIndexes(db);
}

async function addColumns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('jobs')
    .addColumn('kind', 'text', (column) =>
      column
        .notNull()
        .defaultTo('sync')
        .check(sql`kind in ('sync', 'queued')`),
    )
    .execute();
  await db.schema.alterTable('jobs').addColumn('leased_until', 'bigint').execute();
  await db.schema
    .alterTable('jobs')
    .addColumn('handed_back', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`handed_back >= 0`),
    )
    .execute();
  await db.schema.alterTable('jobs').addColumn('error_code', 'text').execute();
  await db.schema.alterTable('jobs').addColumn('retry_of', 'text').execute();
}

async function createInputs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('job_inputs')
    .addColumn('job_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('mime_type', 'text')
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addCheckConstraint('job_inputs_bytes', sql`bytes >= 0`)
    .execute();
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('job_events')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('fraction', 'double precision')
    .addColumn('message', 'text')
    .addPrimaryKeyConstraint('job_events_key', ['job_id', 'sequence'])
    .addCheckConstraint('job_events_sequence', sql`sequence >= 1`)
    .addCheckConstraint('job_events_status', sql`status in ('PENDING', 'RUNNING', 'SUCCESS', 'FAILED')`)
    .addCheckConstraint('job_events_progress', sql`(fraction is null) = (message is null)`)
    .addCheckConstraint('job_events_fraction', sql`fraction is null or (fraction >= 0 and fraction <= 1)`)
    .execute();
}

/**
 * One for each way jobs are looked for; those of a queue hold only what is in it. They begin with columns that are the
 * same in all of their rows: so the planner takes them rather than one that would have it sort.
 */
async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const lists = { creation: [], plugin: ['plugin'], status: ['status'], owner: ['owner'] };
  for (const [name, columns] of Object.entries(lists)) {
    await db.schema
      .createIndex(`jobs_by_${name}`)
      .on('jobs')
      .columns([...columns, 'created_at', 'id'])
      .execute();
  }
  await db.schema
    .createIndex('jobs_by_error')
    .on('jobs')
    .columns(['error_code', 'created_at', 'id'])
    .where(sql<boolean>`error_code is not null`)
    .execute();
  await db.schema.createIndex('jobs_counted').on('jobs').columns(['owner', 'plugin', 'status']).execute();
  await db.schema
    .createIndex('jobs_waiting')
    .on('jobs')
    .columns(['status', 'kind', 'id'])
    .where(sql<boolean>`status = 'PENDING' and kind = 'queued'`)
    .execute();
  await db.schema
    .createIndex('jobs_held')
    .on('jobs')
    .columns(['status', 'leased_until', 'id'])
    .where(sql<boolean>`status = 'RUNNING'`)
    .execute();
}

/** What jobs need that wait in a queue, are leased to whoever runs them, and whose history is followed. */
export const queueJobs: Migration = { up };
