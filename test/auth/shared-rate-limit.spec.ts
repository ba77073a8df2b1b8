import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startPostgres } from '../support/postgres.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const postgres = await startPostgres();
const file = newKeyFile();
const key = await addKey(file, 'read');
const servers: RunningServer[] = [];
const spawned: ServerProcess[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const server of spawned.splice(0)) await server.dispose();
});

/** Patient: a busy machine is no database that is away. */
async function start(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const server = await startServer({
    API_KEYS_FILE: file.path,
    PLUGIN_ONLY: 'none',
    RATE_LIMIT_WAIT_MS: '10000',
    ...env,
  });
  servers.push(server);
  return server;
}

function plugins(server: RunningServer, text = key.text): Promise<Answer> {
  return ask(`${server.url}/v1/plugins`, { headers: { 'x-api-key': text } });
}

function leftOf({ headers }: Answer): string | undefined {
  return /r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
}

describe('RATE_LIMIT of servers with one DATABASE_URL', () => {
  it('is one limit, which a server that starts later finds as it is', async () => {
    const env = { DATABASE_URL: await postgres.createDatabase(), RATE_LIMIT: '4/hour' };
    const [one, other] = await Promise.all([start(env), start(env)]);
    expect(leftOf(await plugins(one))).toBe('3');
    expect(leftOf(await plugins(other))).toBe('2');
    expect(leftOf(await plugins(one))).toBe('1');
    const later = await start(env);
    expect(leftOf(await plugins(later))).toBe('0');
    for (const server of [one, other, later]) expectEnvelope(await plugins(server), 'RATE_LIMITED');
  });

  it('is one for guesses of keys, too', async () => {
    const env = { DATABASE_URL: await postgres.createDatabase() };
    const both = await Promise.all([start(env), start(env)]);
    const answers = await Promise.all(
      Array.from({ length: 44 }, (_, index) => plugins(both[index % 2] ?? both[0], 'gh_guess')),
    );
    const refused = answers.filter(({ text }) => text.includes('KEY_INVALID'));
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeLessThan(40);
  });

  it('asks the database nothing where there is no limit', async () => {
    const url = await postgres.createDatabase();
    const off = await start({ DATABASE_URL: url, RATE_LIMIT: 'off' });
    const keyless = await start({
      DATABASE_URL: url,
      RATE_LIMIT: '1/hour',
      API_KEYS_FILE: newKeyFile().path,
    });
    for (const server of [off, keyless, keyless])
      expect(await plugins(server)).toMatchObject({ status: 200 });
    const client = await postgres.connect(url);
    expect((await client.query('select from rate_buckets')).rowCount).toBe(0);
  });

  it('takes no server down with the database, and is one again when that is back', async () => {
    const url = await postgres.createDatabase();
    const env = { DATABASE_URL: url, RATE_LIMIT: '1000/hour', RATE_LIMIT_WAIT_MS: '500' };
    const [one, other] = await Promise.all([start(env), start(env)]);
    expect(await plugins(one)).toMatchObject({ status: 200 });
    await postgres.stop('at once');
    for (const server of [one, other, one, other])
      expect(await plugins(server)).toMatchObject({ status: 200 });
    await postgres.start();
    const client = await postgres.connect(url);
    await until(async () => {
      await plugins(one);
      await plugins(other);
      const { rows } = await client.query<{ level: string }>('select level from rate_buckets');
      return Number(rows[0]?.level ?? 0) >= 8 * 3_600_000;
    });
    const [left, next] = [leftOf(await plugins(one)), leftOf(await plugins(other))];
    expect(Number(next)).toBe(Number(left) - 1);
  });
});

describe('DATABASE_URL', () => {
  it('without a database behind it keeps the server from starting, and says why without the password', async () => {
    const server = await spawnServer({ DATABASE_URL: 'postgres://gatehouse:hidden@127.0.0.1:1/gatehouse' });
    spawned.push(server);
    expect(await server.ended()).toBe(1);
    expect(server.output).toEqual({
      stdout: '',
      stderr:
        'Gatehouse cannot start with these settings:\n' +
        '  DATABASE_URL is "postgres://gatehouse@127.0.0.1:1/gatehouse"; the database cannot be used (connect ECONNREFUSED ' +
        '127.0.0.1:1). Start the database there, or correct the host and port.\n',
    });
  });
});
