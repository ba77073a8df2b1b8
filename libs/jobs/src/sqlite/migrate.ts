import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { carryTraces } from '../sql/carry-traces.migration.js';
import { createIdempotencyKeys } from '../sql/create-idempotency-keys.migration.js';
import { createJobs } from '../sql/create-jobs.migration.js';
import { BUSY_TIMEOUT_MS } from './busy-timeout.js';
import { countJobs } from './count-jobs.migration.js';
import { forgetAnswers } from './forget-answers.migration.js';
import { limitAttempts } from '../sql/limit-attempts.migration.js';
import { queueJobs } from '../sql/queue-jobs.migration.js';
import { widenLists } from '../sql/widen-lists.migration.js';
import { guardJobs } from './guard-jobs.migration.js';
import { guardQueue } from './guard-queue.migration.js';
import { asKyselyDatabase } from './node-sqlite.js';

/** In the order of their names, which is the order they run in. A new one goes to the end. */
const MIGRATIONS: Readonly<Record<string, Migration>> = Object.freeze({
  '0001-create-jobs': createJobs,
  '0002-guard-jobs': guardJobs,
  '0003-queue-jobs': queueJobs,
  '0004-guard-queue': guardQueue,
  '0010-create-idempotency-keys': createIdempotencyKeys,
  '0011-forget-answers': forgetAnswers,
  '0012-limit-attempts': limitAttempts,
  '0013-widen-lists': widenLists,
  '0014-carry-traces': carryTraces,
  '0015-count-jobs': countJobs,
});

const INCREMENTAL = 2;

/**
 * Creates the database file where it is absent, checks it where it is not, and brings its schema up to date: wholly or,
 * where anything fails, not at all.
 *
 * @param path of the database file, whose folder exists
 */
export async function migrate(path: string): Promise<void> {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseDamage(db);
    makeShrinkable(db);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    // kysely runs no transaction around migrations on SQLite, which can roll them back very well
    db.exec('BEGIN IMMEDIATE');
    await runMigrations(db);
    db.exec('COMMIT');
  } finally {
    db.close(); // rolls back what was not committed
  }
}

/** Finds what a failing disk or another program did, before anything is built on it; some seconds a gigabyte. */
function refuseDamage(db: DatabaseSync): void {
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw new Error(`it is damaged: ${String(found)}`);
}

/** Without this a file never becomes smaller. One that was made without it is written anew, once. */
function makeShrinkable(db: DatabaseSync): void {
  if (db.prepare('PRAGMA auto_vacuum').get()?.['auto_vacuum'] === INCREMENTAL) return;
  db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  if (db.prepare('PRAGMA page_count').get()?.['page_count'] === 0) return;
  try {
    db.exec('VACUUM');
  } catch (thrown) {
    // it takes as much room again as the file has; what is deleted is used again all the same
    new Logger('JobStore').warn({ cause: String(thrown) }, 'the database cannot be made to shrink');
  }
}

async function runMigrations(db: DatabaseSync): Promise<void> {
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: asKyselyDatabase(db) }) }),
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the schema could not be brought up to date', { cause: error });
}
