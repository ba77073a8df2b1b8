import { migratePostgres, openPool } from '@gatehouse/postgres';
import { createRateBuckets } from './create-rate-buckets.migration.js';
import { PostgresRateLimitStore } from './postgres-rate-limit-store.js';

/** A decision holds a connection for a fraction of a millisecond. */
const CONNECTIONS = 4;

/** Where and how patiently requests are counted. */
export interface PostgresRateLimitOptions {
  /** DATABASE_URL. */
  readonly url: string;
  /** Longest that one request waits. */
  readonly waitMs: number;
}

/**
 * Opens the counters that servers share; creates their table where it is absent.
 *
 * @throws ConfigError with a sentence that says what is wrong with DATABASE_URL and what to do
 */
export async function openPostgresRateLimitStore({
  url,
  waitMs,
}: PostgresRateLimitOptions): Promise<PostgresRateLimitStore> {
  await migratePostgres(url, 'limits', { '0001-create-rate-buckets': createRateBuckets });
  // A pool of its own: no request waits for its count behind what jobs do.
  const pool = openPool(url, { name: 'limits', max: CONNECTIONS, connectMs: waitMs, statementMs: waitMs });
  return new PostgresRateLimitStore(pool, waitMs);
}
