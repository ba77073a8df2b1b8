import type { Compilable } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { GatehouseError } from '@gatehouse/errors';
import type { WriteHaste } from '../job-store.js';
import type { DatabaseWriter, WritableStatement } from '../sql/database-access.js';
import { databaseFailure, isAnswer } from './database-failure.js';

/** How long a write that nobody waits for is held back, in milliseconds. */
const SOON_MS = 10;
/** Keeps one commit, and so the wait of its first unit, short. */
const MAX_BATCH_UNITS = 64;

interface Unit {
  readonly statements: readonly WritableStatement[];
  readonly resolve: (changes: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Writes in the order of the calls: everything that waits shares one transaction, and so one flush of the database's
 * log. A unit that the database refuses fails alone.
 */
export class PostgresWriter implements DatabaseWriter {
  private held: Unit[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | null = null;
  private closed = false;

  /** @param pool whose connections do nothing else; ended by this writer */
  constructor(private readonly pool: Pool) {}

  post(statements: readonly WritableStatement[], haste: WriteHaste = 'now'): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw unavailable(new Error('the store is closed'));
      this.held.push({ statements, resolve, reject });
      if (haste === 'now') this.flush();
      else
        this.timer ??= setTimeout(() => {
          this.flush();
        }, SOON_MS);
    });
  }

  runAll(queries: readonly Compilable[], haste: WriteHaste = 'now'): Promise<readonly number[]> {
    return this.post(
      queries.map((query) => query.compile()),
      haste,
    );
  }

  async run(query: Compilable, haste: WriteHaste = 'now'): Promise<number> {
    const [changes = 0] = await this.runAll([query], haste);
    return changes;
  }

  /** Ends it once all that was posted is stored, or could not be. */
  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    while (this.writing !== null) await this.writing;
    await this.pool.end();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing ??= this.drain().finally(() => {
      this.writing = null;
      // posted between the last look and this: nobody else would write it before the next post
      if (this.held.length > 0) this.flush();
    });
  }

  private async drain(): Promise<void> {
    while (this.held.length > 0) await this.write(this.held.splice(0, MAX_BATCH_UNITS));
  }

  /** Never rejects. */
  private async write(units: readonly Unit[]): Promise<void> {
    try {
      const changes = await this.commit(units);
      for (const [index, unit] of units.entries()) unit.resolve(changes[index] ?? []);
    } catch (thrown) {
      const [only, ...others] = units;
      if (only !== undefined && others.length > 0 && isAnswer(thrown)) {
        // one of them is refused, or another server writes the same rows in another order: each by itself
        for (const unit of units) await this.write([unit]);
        return;
      }
      for (const unit of units) unit.reject(databaseFailure(thrown));
    }
  }

  private async commit(units: readonly Unit[]): Promise<readonly (readonly number[])[]> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('begin');
      const changes: (readonly number[])[] = [];
      for (const { statements } of units) changes.push(await execute(client, statements));
      await client.query('commit');
      return changes;
    } catch (thrown) {
      failure = Error.isError(thrown) ? thrown : new Error(String(thrown));
      if (isAnswer(thrown) && (await hasRolledBack(client))) failure = undefined;
      throw thrown;
    } finally {
      client.release(failure); // with a failure, the connection is not used again
    }
  }
}

async function execute(
  client: PoolClient,
  statements: readonly WritableStatement[],
): Promise<readonly number[]> {
  const changes: number[] = [];
  for (const { sql, parameters } of statements) {
    const { rowCount } = await client.query(sql, [...parameters]);
    changes.push(rowCount ?? 0);
  }
  return changes;
}

async function hasRolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

function unavailable(cause: unknown): GatehouseError {
  return new GatehouseError('STORE_UNAVAILABLE', {}, { cause });
}
