import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('job_inputs').addColumn('trace_context', 'text').execute();
}

/** Which trace a queued job was submitted in, so that it goes on where the job is run. */
export const carryTraces: Migration = { up };
