import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a list is narrowed by first, and what it may be narrowed by besides. */
const LISTS = {
  plugin: { by: 'plugin', besides: ['owner', 'status'] },
  status: { by: 'status', besides: ['owner', 'plugin'] },
  owner: { by: 'owner', besides: ['plugin', 'status', 'error_code'] },
} as const;

async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, { by, besides }] of Object.entries(LISTS)) {
    await db.schema.dropIndex(`jobs_by_${name}`).execute();
    await db.schema
      .createIndex(`jobs_by_${name}`)
      .on('jobs')
      .columns([by, 'created_at', 'id', ...besides])
      .execute();
  }
  await db.schema.dropIndex('jobs_by_error').execute();
  await db.schema
    .createIndex('jobs_by_error')
    .on('jobs')
    .columns(['error_code', 'created_at', 'id', 'owner', 'plugin'])
    .where(sql<boolean>`error_code is not null`)
    .execute();
}

/**
 * The indexes of lists hold all that a list is narrowed by: where only few of an owner's many jobs fit, the others are
 * passed over without a look at their rows.
 */
export const widenLists: Migration = { up };
