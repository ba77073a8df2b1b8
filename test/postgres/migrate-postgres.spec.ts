import { once } from 'node:events';
import { sql } from 'kysely';
import { ConfigError } from '@gatehouse/config';
import { demandDurability, migratePostgres, openPool, type PostgresMigrations } from '@gatehouse/postgres';
import { startPostgres } from '../support/postgres.js';

const postgres = await startPostgres();

const MIGRATIONS: PostgresMigrations = {
  '0001-first': { up: (db) => db.schema.createTable('first').addColumn('n', 'integer').execute() },
  '0002-second': { up: (db) => db.schema.createTable('second').addColumn('n', 'integer').execute() },
};

async function problemOf(url: string, migrations = MIGRATIONS): Promise<string> {
  const thrown: unknown = await migratePostgres(url, 'test', migrations).catch((error: unknown) => error);
  return thrown instanceof ConfigError ? thrown.message : `no ConfigError: ${String(thrown)}`;
}

function changed(url: string, change: (parts: URL) => void): string {
  const parts = new URL(url);
  change(parts);
  return parts.href;
}

describe('migrations', () => {
  it('run once where many servers start at the same time', async () => {
    const url = await postgres.createDatabase();
    await Promise.all(Array.from({ length: 8 }, () => migratePostgres(url, 'test', MIGRATIONS)));
    const client = await postgres.connect(url);
    const { rows } = await client.query('select name from migrations_of_test order by name');
    expect(rows).toEqual([{ name: '0001-first' }, { name: '0002-second' }]);
  });

  it('of two areas know nothing of each other', async () => {
    const url = await postgres.createDatabase();
    await migratePostgres(url, 'one', { '0001-a': { up: () => Promise.resolve() } });
    await migratePostgres(url, 'other', { '0001-b': { up: () => Promise.resolve() } });
    await migratePostgres(url, 'one', { '0001-a': { up: () => Promise.resolve() } });
  });

  it('take effect wholly or not at all', async () => {
    const url = await postgres.createDatabase();
    const broken: PostgresMigrations = {
      ...MIGRATIONS,
      '0003-third': {
        up: async (db) => {
          await sql`create nonsense`.execute(db);
        },
      },
    };
    expect(await problemOf(url, broken)).toMatch(/syntax error/);
    const client = await postgres.connect(url);
    const { rows } = await client.query(`select to_regclass('first') as first`);
    expect(rows).toEqual([{ first: null }]);
  });
});

describe('a database that cannot be used', () => {
  it('is told without its password, and with what to do', async () => {
    const url = await postgres.createDatabase();
    const { port, pathname } = new URL(url);
    const nobody = changed(url, (parts) => {
      parts.port = '1';
      parts.search = '?password=hidden';
    });
    expect(await problemOf(nobody)).toMatch(
      /^DATABASE_URL is "postgres:\/\/gatehouse@127\.0\.0\.1:1\/test_\d+"; the database cannot be used \(connect ECONNREFUSED 127\.0\.0\.1:1\)\. Start the database there, or correct the host and port\.$/,
    );
    const wrong = changed(url, (parts) => (parts.password = 'hidden'));
    expect(await problemOf(wrong)).toBe(
      `DATABASE_URL is "postgres://gatehouse@127.0.0.1:${port}${pathname}"; the database cannot be used ` +
        '(password authentication failed for user "gatehouse"). Correct the user and the password.',
    );
    const missing = changed(url, (parts) => (parts.pathname = '/missing'));
    expect(await problemOf(missing)).toMatch(
      /\(database "missing" does not exist\)\. Create that database, or name one that exists\.$/,
    );
    const unknown = changed(url, (parts) => (parts.hostname = 'nowhere.invalid'));
    expect(await problemOf(unknown)).toMatch(/Correct the host, or see to it that its name is known here\.$/);
  });

  it('is told where the user may make no tables', async () => {
    const url = await postgres.createDatabase();
    const client = await postgres.connect(url);
    await client.query(`create role guest login password 'hidden'`);
    const guest = changed(url, (parts) => {
      parts.username = 'guest';
      parts.password = 'hidden';
    });
    expect(await problemOf(guest)).toMatch(/permission denied .*Let this user create tables there/);
  });

  it('is told where it confirms what it has not stored', async () => {
    const url = await postgres.createDatabase();
    await demandDurability(url);
    const client = await postgres.connect(url);
    await client.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`);
    await expect(demandDurability(url)).rejects.toThrow(/synchronous_commit is off.* ALTER DATABASE/);
  });
});

describe('a pool', () => {
  it('outlives the loss of a connection that is lent, and gives another', async () => {
    const url = await postgres.createDatabase();
    const pool = openPool(url, { name: 'test', max: 1, connectMs: 5000 });
    const lent = await pool.connect();
    await lent.query('begin');
    const lost = once(lent, 'error');
    await postgres.stop();
    await lost;
    await expect(lent.query('commit')).rejects.toThrow();
    lent.release(true);
    await postgres.start();
    expect(
      (await pool.query<{ n: number }>('select count(*) as n from pg_database where false')).rows,
    ).toEqual([{ n: 0 }]);
    await pool.end();
  });
});
