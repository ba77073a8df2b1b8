import { Kysely, PostgresDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { databaseProblem } from './database-problem.js';
import { openPool } from './open-pool.js';

const CONNECT_MS = 5000;

/** Steps of a schema in the order of their names, which is the order they run in. A new one goes to the end. */
export type PostgresMigrations = Readonly<Record<string, Migration>>;

/**
 * Brings one area's tables up to date: wholly or, where anything fails, not at all. Servers that start at once wait for
 * one another (kysely holds an advisory lock of the database meanwhile).
 *
 * @param area has its own history of migrations, in the table `migrations_of_<area>`
 * @throws ConfigError with a sentence that says what is wrong with DATABASE_URL and what to do
 */
export async function migratePostgres(
  url: string,
  area: string,
  migrations: PostgresMigrations,
): Promise<void> {
  const pool = openPool(url, { name: 'migration', max: 2, connectMs: CONNECT_MS });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await db.connection().execute(() => Promise.resolve()); // the migrator would say only that it failed
    await migrate(db, area, migrations);
  } catch (thrown) {
    throw databaseProblem(url, thrown);
  } finally {
    await db.destroy();
  }
}

async function migrate(db: Kysely<unknown>, area: string, migrations: PostgresMigrations): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: `migrations_of_${area}`,
    migrationLockTableName: `migrations_of_${area}_lock`,
  }).migrateToLatest();
  if (error !== undefined) throw new Error('the schema could not be brought up to date', { cause: error });
}
