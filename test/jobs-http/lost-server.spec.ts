import { setTimeout as sleep } from 'node:timers/promises';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { temporaryFolder } from '../sandbox/support/temporary-folder.js';
import { seededRandom } from '../support/barcodes/seeded-random.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { EventReader } from './support/event-reader.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const SEED = 7;
const KILLS = 3;
const folder = pluginFolder({ paced: pacedWith() });
const servers: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

async function start(dataDir: string): Promise<{ server: ServerProcess; client: JobsClient }> {
  const server = await spawnServer({
    PLUGIN_PATHS: folder,
    PLUGIN_ONLY: 'paced',
    DATA_DIR: dataDir,
    JOB_CONCURRENCY: '2',
    JOB_MAX_ATTEMPTS: '10',
    LOG_LEVEL: 'silent',
  });
  servers.push(server);
  return { server, client: new JobsClient(await server.ready()) };
}

async function kill(server: ServerProcess): Promise<void> {
  server.process.kill('SIGKILL');
  await server.ended();
}

describe('kill -9 of a server in the middle of jobs', () => {
  it('loses none that was acknowledged, nor runs one to its end twice, however often', async () => {
    const dataDir = temporaryFolder();
    const random = seededRandom(SEED);
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < KILLS; round++) {
      const { server, client } = await start(dataDir);
      const submitting = Array.from({ length: 40 }, async (_, index) => {
        const tag = `${round}-${index}`;
        try {
          acknowledged.set(await client.submit('paced', { ms: 40, tag }), tag);
        } catch {
          // not acknowledged: its server was gone
        }
      });
      await sleep(random.between(100, 900));
      await kill(server);
      await Promise.all(submitting);
    }
    const { client } = await start(dataDir);
    const ids = [...acknowledged.keys()];
    expect(ids.length).toBeGreaterThan(0);
    const finals = await client.finals(ids);
    expect(finals.filter(({ status }) => status !== 'SUCCESS')).toEqual([]);
    expect(finals.map(({ result }) => result?.['tag'])).toEqual([...acknowledged.values()]);
  }, 120_000);

  it('has the job that ran run again, and its listener told so where it comes again', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    const id = await first.client.submit('paced', { ms: 2000, steps: 20 });
    const path = `/v1/analyze-execution/jobs/${id}/events`;
    const reader = await EventReader.open(first.client.url, path);
    const { id: heard } = await reader.untilEvent(({ event }) => event === 'progress');
    await kill(first.server);
    await until(() => reader.isClosed);
    expect(reader.isWhole).toBe(false);
    const { client } = await start(dataDir);
    const rest = await (await EventReader.open(client.url, path, [`Last-Event-ID: ${heard}`])).untilOver();
    expect(rest[0]?.id).toBe(heard + 1);
    expect(rest.at(-1)?.data).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    expect(await client.job(id)).toMatchObject({ status: 'SUCCESS', attempts: 2 });
  }, 60_000);

  it('tells who waited for a result of which nobody knows: WORKER_LOST', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    await first.client.started('paced');
    const call = first.client.post('', first.client.item('paced', { ms: 60_000 })).catch(() => 'gone');
    let id = '';
    await until(async () => {
      const { json } = await first.client.list('?status=RUNNING');
      id = (json as { jobs: { id: string }[] }).jobs[0]?.id ?? ''; // the list's own test pins it
      return id !== '';
    });
    await kill(first.server);
    expect(await call).toBe('gone');
    const { client } = await start(dataDir);
    const [final] = await client.finals([id]);
    expect(final).toMatchObject({ status: 'FAILED', error: { details: { code: 'WORKER_LOST' } } });
  }, 60_000);
});

describe('a server that is told to stop', () => {
  it('hands back what does not end in time, ends its streams in good order, and exits with 0 within 15 s', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    const ids = [];
    for (let count = 0; count < 4; count++)
      ids.push(await first.client.submit('paced', { ms: 8000, steps: 80 }));
    const [id = ''] = ids;
    const path = `/v1/analyze-execution/jobs/${id}/events`;
    const reader = await EventReader.open(first.client.url, path);
    const { id: heard } = await reader.untilEvent(({ event }) => event === 'progress');
    const before = performance.now();
    first.server.process.kill('SIGTERM');
    await until(() => reader.isClosed);
    expect(reader.isWhole).toBe(true);
    expect(reader.events.every(({ data }) => data['status'] !== 'FAILED')).toBe(true);
    expect(await first.server.ended()).toBe(0);
    expect(performance.now() - before).toBeLessThan(15_000);
    const { client } = await start(dataDir);
    const rest = await (await EventReader.open(client.url, path, [`Last-Event-ID: ${heard}`])).untilOver();
    expect(rest[0]?.id).toBe(heard + 1);
    expect(rest.at(-1)?.data).toMatchObject({ status: 'SUCCESS' });
    expect((await client.finals(ids)).map(({ status }) => status)).toEqual(ids.map(() => 'SUCCESS'));
  }, 90_000);

  it('lets end what ends soon, and keeps what was accepted while it stopped', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    await first.client.started('paced');
    const brief = await first.client.submit('paced', { ms: 700 });
    await first.client.reaches(brief, 'RUNNING');
    first.server.process.kill('SIGTERM');
    await sleep(100); // still listening, and telling all who ask to go elsewhere
    const late = await first.client.submit('paced', { ms: 100, tag: 'late' });
    expect(await first.server.ended()).toBe(0);
    const { client } = await start(dataDir);
    expect(await client.job(brief)).toMatchObject({ status: 'SUCCESS', attempts: 1 });
    const [final] = await client.finals([late]);
    expect(final).toMatchObject({ status: 'SUCCESS', result: { tag: 'late' } });
  }, 60_000);

  it('exits with 0 within 15 s also where a caller waits for what does not end, and a job neither', async () => {
    const { server, client } = await start(temporaryFolder());
    await client.started('paced');
    const id = await client.submit('paced', { ms: 60_000 });
    await client.reaches(id, 'RUNNING');
    const call = client.post('', client.item('paced', { ms: 60_000 }));
    await until(async () => ((await client.list('?status=RUNNING')).json as { count: number }).count === 2); // as its test pins
    const before = performance.now();
    server.process.kill('SIGTERM');
    expectEnvelope(await call, 'SERVER_STOPPING');
    expect(await server.ended()).toBe(0);
    expect(performance.now() - before).toBeLessThan(15_000);
  }, 60_000);

  it('does not wait for a listener that reads nothing', async () => {
    const dataDir = temporaryFolder();
    const { server, client } = await start(dataDir);
    const id = await client.submit('paced', { ms: 60_000, steps: 1000 });
    const reader = await EventReader.open(client.url, `/v1/analyze-execution/jobs/${id}/events`);
    await reader.untilEvent(({ event }) => event === 'progress');
    reader.socket.pause();
    const before = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(performance.now() - before).toBeLessThan(15_000);
    reader.socket.destroy();
  }, 60_000);
});
