import { Kysely, PostgresDialect, sql, type RawBuilder } from 'kysely';
import type { Pool } from 'pg';
import { GatehouseError } from '@gatehouse/errors';
import type { DatabaseReader } from '../sql/database-access.js';
import type { JobDatabase } from '../sql/job-table.js';
import { DATABASE_NOW } from './database-clock.js';

/** Reads through a pool of connections. */
export class PostgresReader implements DatabaseReader {
  readonly db: Kysely<JobDatabase>;

  /** @param pool to a database whose tables are up to date; whoever opened it ends it */
  constructor(pool: Pool) {
    this.db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  }

  /** By the clock of the database: those of the machines that share it may differ by more than a lease. */
  timeIn(milliseconds: number): RawBuilder<number> {
    return sql<number>`${DATABASE_NOW} + ${milliseconds}`;
  }

  async first<Row>(query: { execute(): Promise<Row[]> }): Promise<Row | null> {
    const [row] = await this.all(query);
    return row ?? null;
  }

  async all<Row>(query: { execute(): Promise<Row[]> }): Promise<readonly Row[]> {
    try {
      return await query.execute();
    } catch (thrown) {
      throw new GatehouseError('STORE_UNAVAILABLE', {}, { cause: thrown });
    }
  }
}
