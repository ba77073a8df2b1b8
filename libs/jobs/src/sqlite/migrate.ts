import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { createJobs } from '../sql/create-jobs.migration.js';
import { guardJobs } from './guard-jobs.migration.js';
import { asKyselyDatabase } from './node-sqlite.js';

/** In the order of their names, which is the order they run in. A new one goes to the end. */
const MIGRATIONS: Readonly<Record<string, Migration>> = Object.freeze({
  '0001-create-jobs': createJobs,
  '0002-guard-jobs': guardJobs,
});

/**
 * Creates the database file where it is absent, and brings its schema up to date: wholly or, where anything fails,
 * not at all.
 *
 * @param path of the database file, whose folder exists
 */
export async function migrate(path: string): Promise<void> {
  const db = new DatabaseSync(path);
  try {
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

async function runMigrations(db: DatabaseSync): Promise<void> {
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: asKyselyDatabase(db) }) }),
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the schema could not be brought up to date', { cause: error });
}
