import { randomUUID } from 'node:crypto';
import { spawnServer, spawnWorker, type ServerProcess } from '../../scripts/support/server-process.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';
import { EventReader } from './support/event-reader.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const folder = pluginFolder({ paced: pacedWith() });
const postgres = await startPostgres();
const processes: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.dispose()));
});

function environment(url: string): Readonly<Record<string, string>> {
  return {
    PLUGIN_PATHS: folder,
    PLUGIN_ONLY: 'paced',
    DATABASE_URL: url,
    JOB_CONCURRENCY: '2',
    JOB_LEASE_MS: '10000',
    LOG_LEVEL: 'silent',
  };
}

async function startServer(url: string): Promise<{ server: ServerProcess; client: JobsClient }> {
  const server = await spawnServer(environment(url));
  processes.push(server);
  return { server, client: new JobsClient(await server.ready()) };
}

async function startWorker(url: string): Promise<ServerProcess> {
  const worker = await spawnWorker(environment(url));
  processes.push(worker);
  await worker.ready();
  return worker;
}

describe('two servers and two workers on one database', () => {
  it('end every job that was acknowledged, although a server and a worker are killed in the middle', async () => {
    const url = await postgres.createDatabase();
    const [one, other] = await Promise.all([startServer(url), startServer(url)]);
    const [first] = await Promise.all([startWorker(url), startWorker(url)]);
    const submissions = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : other).client.submit('paced', { ms: 100, tag: String(index) }),
    );
    const ids = await Promise.all(submissions);
    first.process.kill('SIGKILL');
    one.server.process.kill('SIGKILL');
    const finals = await other.client.finals(ids);
    expect(finals.filter(({ status }) => status !== 'SUCCESS')).toEqual([]);
    expect(finals.map(({ result }) => result?.['tag'])).toEqual(ids.map((_, index) => String(index)));
  }, 120_000);

  it('stop a job that a worker runs where any server is asked to, and tell its events on any', async () => {
    const url = await postgres.createDatabase();
    await startWorker(url);
    const [one, other] = [await startServer(url), await startServer(url)];
    const id = await one.client.submit('paced', { ms: 60_000, steps: 600 });
    const path = `/v1/analyze-execution/jobs/${id}/events`;
    const readers = [
      await EventReader.open(one.client.url, path),
      await EventReader.open(other.client.url, path),
    ];
    for (const reader of readers) await reader.untilEvent(({ event }) => event === 'progress');
    const answer = await ask(`${other.client.url}/v1/analyze-execution/jobs/${id}`, { method: 'DELETE' });
    expect(answer.json).toEqual({ job_id: id, status: 'FAILED', cancelled: true });
    for (const reader of readers) {
      expect((await reader.untilOver()).at(-1)?.data).toMatchObject({ status: 'FAILED' });
    }
  }, 60_000);
});

describe('an Idempotency-Key that comes to two servers', () => {
  it('makes one job, however often it comes at once', async () => {
    const url = await postgres.createDatabase();
    const [one, other] = await Promise.all([startServer(url), startServer(url)]);
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const { client } = index % 2 === 0 ? one : other;
        return postJson(`${client.url}/v1/analyze-execution/async`, client.item('paced', { ms: 1 }), headers);
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { rows } = await (await postgres.connect(url)).query('select from jobs');
    expect(rows).toHaveLength(1);
  }, 60_000);
});

describe('a worker', () => {
  it('that is stopped hands back what it is at, which another takes at once, and exits with 0', async () => {
    const url = await postgres.createDatabase();
    const worker = await startWorker(url);
    const { client } = await startServer(url);
    const ids = await Promise.all(Array.from({ length: 4 }, () => client.submit('paced', { ms: 5000 })));
    await until(async () => {
      const jobs = await Promise.all(ids.map((id) => client.job(id)));
      return jobs.every(({ status }) => status === 'RUNNING');
    });
    worker.process.kill('SIGTERM');
    expect(await worker.ended()).toBe(0);
    const finals = await client.finals(ids);
    expect(finals.map(({ status }) => status)).toEqual(ids.map(() => 'SUCCESS'));
  }, 90_000);

  it('without a database to share says what to do, and exits with 1', async () => {
    const none = await spawnWorker({});
    const away = await spawnWorker({ DATABASE_URL: 'postgres://gatehouse:hidden@127.0.0.1:1/gatehouse' });
    processes.push(none, away);
    expect(await none.ended()).toBe(1);
    expect(none.output.stderr).toMatch(
      /^This worker cannot start .*\n {2}DATABASE_URL is not set; .* Set it to the same as theirs/,
    );
    expect(await away.ended()).toBe(1);
    expect(away.output.stderr).toMatch(/the database cannot be used .* Start the database there/);
    expect(JSON.stringify([none.output, away.output])).not.toContain('hidden');
  });
});

describe('a server whose database is away', () => {
  it('is not ready, says so to who submits, and is ready again with every job it acknowledged', async () => {
    const url = await postgres.createDatabase();
    const { client } = await startServer(url);
    const ids = await Promise.all(Array.from({ length: 10 }, () => client.submit('paced', { ms: 50 })));
    await postgres.stop('at once');
    expectEnvelope(await ask(`${client.url}/v1/health/ready`), 'NOT_READY');
    await expect(client.submit('paced', { ms: 1 })).rejects.toThrow();
    expect((await ask(`${client.url}/v1/health/live`)).status).toBe(200);
    await postgres.start();
    await until(async () => (await ask(`${client.url}/v1/health/ready`)).status === 200);
    const finals = await client.finals(ids);
    expect(finals.filter(({ status }) => status !== 'SUCCESS')).toEqual([]);
  }, 90_000);
});
