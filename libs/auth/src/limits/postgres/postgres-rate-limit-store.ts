import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '@gatehouse/postgres';
import type { Pool } from 'pg';
import { verdictOf, type RateVerdict } from '../leaky-bucket.js';
import { MemoryRateLimitStore } from '../memory-rate-limit-store.js';
import { RateLimitStore } from '../rate-limit-store.js';
import type { RatePolicy } from '../rate-policy.js';
import { Outage } from './outage.js';
import { SWEEP, TAKE, type TakenRow } from './rate-bucket-statements.js';

/** Between two trials of a database that is away, in milliseconds. */
const TRIAL_PAUSE_MS = 1000;
const SWEEP_PAUSE_MS = 60_000;
/** Most rows deleted in one statement, so that no request waits long for its connection. */
const SWEEP_ROWS = 5000;

/**
 * Counts in PostgreSQL, for all servers together. A limit that cannot be counted does not take the server down: while the
 * database is away, or does not answer in time, each server counts for itself, from nothing.
 */
export class PostgresRateLimitStore extends RateLimitStore implements OnApplicationShutdown {
  private readonly logger = new Logger('RateLimits');
  private readonly own = new MemoryRateLimitStore();
  private readonly outage = new Outage(TRIAL_PAUSE_MS);
  private readonly sweeps: NodeJS.Timeout;
  private closing: Promise<void> | null = null;

  /**
   * @param pool to a database whose tables are up to date; ended by this store
   * @param waitMs longest that one request waits
   */
  constructor(
    private readonly pool: Pool,
    private readonly waitMs: number,
  ) {
    super();
    this.sweeps = setInterval(() => void this.sweep(), SWEEP_PAUSE_MS).unref();
  }

  override async take(subject: string, policy: RatePolicy): Promise<RateVerdict> {
    if (!this.outage.mayAsk(performance.now())) return this.own.take(subject, policy);
    try {
      const verdict = await within(this.waitMs, this.takeShared(subject, policy));
      if (this.outage.ends()) this.logger.log('requests are counted in the database again');
      return verdict;
    } catch (thrown) {
      if (this.outage.begins(performance.now())) {
        const cause = String(thrown);
        this.logger.warn({ cause }, 'the database does not count requests; this server counts its own alone');
      }
      return this.own.take(subject, policy);
    }
  }

  /** Deletes what says nothing any more. Never rejects: the next time will do. */
  async sweep(): Promise<void> {
    try {
      await this.pool.query(SWEEP, [SWEEP_ROWS]);
    } catch (thrown) {
      this.logger.debug({ cause: String(thrown) }, 'old counts could not be deleted');
    }
  }

  /** Ends its connections. May be called more than once. */
  close(): Promise<void> {
    clearInterval(this.sweeps);
    this.closing ??= this.pool.end();
    return this.closing;
  }

  /** Nest calls it when the application shuts down. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private async takeShared(subject: string, policy: RatePolicy): Promise<RateVerdict> {
    const { rows } = await this.pool.query<TakenRow>(TAKE, [subject, policy.limit, policy.windowSeconds]);
    const [row] = rows;
    if (row === undefined) throw new Error('an upsert gave no row');
    return verdictOf(row.is_admitted, row.level, policy);
  }
}
