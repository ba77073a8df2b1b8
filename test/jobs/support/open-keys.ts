import { join } from 'node:path';
import type { IdempotencyStore, IdempotencyVerdict, IdempotentRequest } from '@gatehouse/jobs';
import { migratePostgres, openPool } from '@gatehouse/postgres';
import { POSTGRES_MIGRATIONS } from '../../../libs/jobs/src/postgres/postgres-migrations.js';
import { PostgresReader } from '../../../libs/jobs/src/postgres/postgres-reader.js';
import { PostgresWriter } from '../../../libs/jobs/src/postgres/postgres-writer.js';
import { migrate } from '../../../libs/jobs/src/sqlite/migrate.js';
import { Reader } from '../../../libs/jobs/src/sqlite/reader.js';
import {
  IDEMPOTENCY_LIMITS,
  DatabaseIdempotencyStore,
} from '../../../libs/jobs/src/database/database-idempotency-store.js';
import { Writer } from '../../../libs/jobs/src/sqlite/writer.js';

const closers: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Opens the idempotency keys of a folder as a process of its own would; closed when the file's tests are done. */
export async function openKeys(
  dataDir: string,
  limits: Partial<typeof IDEMPOTENCY_LIMITS> = {},
): Promise<IdempotencyStore> {
  const path = join(dataDir, 'jobs.sqlite');
  await migrate(path);
  const [reader, writer] = [new Reader(path), new Writer(path)];
  const keys = await DatabaseIdempotencyStore.open(reader, writer, { ...IDEMPOTENCY_LIMITS, ...limits });
  closers.push(async () => {
    await keys.stop();
    reader.close();
    await writer.close();
  });
  return keys;
}

/** The same in a database that others share; whoever opens them closes them. */
export async function openSharedKeys(
  url: string,
  limits: Partial<typeof IDEMPOTENCY_LIMITS> = {},
): Promise<{ readonly keys: IdempotencyStore; readonly close: () => Promise<void> }> {
  await migratePostgres(url, 'jobs', POSTGRES_MIGRATIONS);
  const pool = openPool(url, { name: 'keys', max: 4, connectMs: 5000 });
  const writer = new PostgresWriter(openPool(url, { name: 'key writer', max: 1, connectMs: 5000 }));
  const all = { ...IDEMPOTENCY_LIMITS, ...limits };
  const keys = DatabaseIdempotencyStore.openShared(new PostgresReader(pool), writer, all);
  const close = async (): Promise<void> => {
    await keys.stop();
    await writer.close();
    await pool.end();
  };
  return { keys, close };
}

/** A request with a key; of no holder, unless told. */
export function keyed(fields: Partial<IdempotentRequest> = {}): IdempotentRequest {
  return { owner: null, key: 'key-1', fingerprint: 'asks-1', jobId: null, ...fields };
}

/** The token of a key that must have been begun. */
export function tokenOf(verdict: IdempotencyVerdict): string {
  if (verdict.state !== 'begun') throw new Error(`it was not begun: ${verdict.state}`);
  return verdict.token;
}
