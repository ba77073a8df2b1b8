import type { Compilable, Kysely, RawBuilder } from 'kysely';
import type { WriteHaste } from '../job-store.js';
import type { JobDatabase } from './job-table.js';

/** Milliseconds since the Unix epoch, or what the database works them out by. */
export type SqlTime = number | RawBuilder<number>;

/** One compiled statement that writes. */
export interface WritableStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Reads what is committed, whichever database keeps it. All methods throw a GatehouseError `STORE_UNAVAILABLE`. */
export interface DatabaseReader {
  /** Builds every query, those for the writer too; executes those that read. */
  readonly db: Kysely<JobDatabase>;
  /** The time in so many milliseconds, by the one clock that all who share the database judge by. */
  timeIn(milliseconds: number): SqlTime;
  /** Runs a query that gives at most one row. */
  first<Row>(query: { execute(): Promise<Row[]> }): Promise<Row | null>;
  all<Row>(query: { execute(): Promise<Row[]> }): Promise<readonly Row[]>;
}

/**
 * The one way into the database for writes, whichever it is. The order of calls is the order of writes.
 *
 * All methods throw `WriteRefused` where the database refuses what is written, and a GatehouseError `STORE_UNAVAILABLE`
 * where nothing can be written now.
 */
export interface DatabaseWriter {
  /** Statements that take effect together; resolves with how many rows each changed, once that is durable. */
  post(statements: readonly WritableStatement[], haste?: WriteHaste): Promise<readonly number[]>;
  /** Queries that take effect together; otherwise as {@link post}. */
  runAll(queries: readonly Compilable[], haste?: WriteHaste): Promise<readonly number[]>;
  /** One query; resolves with how many rows it changed. */
  run(query: Compilable, haste?: WriteHaste): Promise<number>;
}
