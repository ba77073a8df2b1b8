import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('job_inputs')
    .addColumn('max_attempts', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(1)
        .check(sql`max_attempts >= 1`),
    )
    .execute();
}

/** How often a queued job may be run, where it fails in a way that another run may not. */
export const limitAttempts: Migration = { up };
