import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { GatehouseError } from '@gatehouse/errors';
import type { DatabaseReader } from '../sql/database-access.js';
import type { JobDatabase } from '../sql/job-table.js';
import { asKyselyDatabase } from './node-sqlite.js';

/** A connection that only reads. It sees what is committed, and neither waits for the writer nor holds it up. */
export class Reader implements DatabaseReader {
  /** Builds every query, those for the writer too; executes those that read. */
  readonly db: Kysely<JobDatabase>;
  private readonly connection: DatabaseSync;

  /** @param path of a database file whose schema is up to date */
  constructor(path: string) {
    this.connection = new DatabaseSync(path, { readOnly: true });
    this.db = new Kysely({ dialect: new SqliteDialect({ database: asKyselyDatabase(this.connection) }) });
  }

  /** By the clock of this process, which has the database for itself. */
  timeIn(milliseconds: number): number {
    return Date.now() + milliseconds;
  }

  /**
   * Runs a query that gives at most one row.
   *
   * @throws GatehouseError STORE_UNAVAILABLE where nothing can be read now
   */
  async first<Row>(query: { execute(): Promise<Row[]> }): Promise<Row | null> {
    const [row] = await this.all(query);
    return row ?? null;
  }

  /** Runs a query; otherwise as {@link first}. */
  async all<Row>(query: { execute(): Promise<Row[]> }): Promise<readonly Row[]> {
    try {
      return await query.execute();
    } catch (thrown) {
      throw new GatehouseError('STORE_UNAVAILABLE', {}, { cause: thrown });
    }
  }

  close(): void {
    if (this.connection.isOpen) this.connection.close();
  }
}
