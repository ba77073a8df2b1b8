import { Logger } from '@nestjs/common';
import pg from 'pg';

// 64-bit integers and their sums, which `pg` gives as texts. Those we keep are exact as numbers: times in milliseconds,
// counts, sizes.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** What a pool of connections is for. */
export interface PoolOptions {
  /** What the database's own lists of connections show, after `gatehouse `. */
  readonly name: string;
  /** Most connections at once. */
  readonly max: number;
  /** Milliseconds until a connection counts as not to be had. */
  readonly connectMs: number;
  /** Milliseconds until a statement counts as unanswered, and its connection is given up; none where left out. */
  readonly statementMs?: number;
}

/**
 * A pool of connections to the database of DATABASE_URL. It connects when it is first asked for something, and again
 * after the database was away. Whoever opens it ends it.
 */
export function openPool(url: string, { name, max, connectMs, statementMs }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `gatehouse ${name}`,
    max,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    types,
    ...(statementMs === undefined ? {} : { query_timeout: statementMs }),
  });
  const logger = new Logger('Postgres');
  // Without a listener the end of an idle connection, as when the database is restarted, ends this process.
  pool.on('error', (error) => {
    logger.warn({ pool: name, cause: String(error) }, 'a connection to the database was lost');
  });
  // The pool listens to connections that are idle. One that is lent and lost between two statements would end it, too;
  // whoever has it is told by the next statement.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
