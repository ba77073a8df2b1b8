import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function up(db: Kysely<unknown>): Promise<void> {
  // Unlogged: a count is neither flushed nor written to the log of the database, and begins anew after a crash of it.
  // The numbers are those of a leaky bucket; a policy that is changed begins with empty ones.
  await sql`create unlogged table rate_buckets (
    subject text not null,
    max_requests bigint not null check (max_requests > 0),
    window_seconds bigint not null check (window_seconds > 0),
    level bigint not null check (level >= 0 and level <= max_requests * window_seconds * 1000),
    at bigint not null,
    is_admitted boolean not null,
    primary key (subject, max_requests, window_seconds)
  ) with (fillfactor = 50)`.execute(db); // room for new versions of a row beside the old: no index is touched
}

/** The table of rate counters: how full whose bucket was at what time, and what became of the last request. */
export const createRateBuckets: Migration = { up };
