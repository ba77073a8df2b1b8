import { GatehouseClient, type JobEvent, type RetryNotice } from '@gatehouse/client';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { sample } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { ownProxy, ownServer } from './support/owned.js';
import { refusalOf, thrownBy } from './support/thrown-by.js';

const png = sample('qr-tiny.png');
const folder = pluginFolder({ paced: pacedWith() });

let server: RunningServer;
let client: GatehouseClient;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced,barcode' });
  client = new GatehouseClient({ baseUrl: server.url });
});
afterAll(() => server.close());

async function all(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const seen: JobEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe('watch', () => {
  it('tells every state and the progress, and ends with the last state', async () => {
    const job = await client.submit(png, { plugin: 'paced', options: { ms: 900, steps: 3 } });
    expect(job).toMatchObject({ status: 'PENDING', plugin: 'paced' });
    const events = await all(client.watch(job));
    const states = events.flatMap((event) => (event.type === 'state' ? [event.status] : []));
    expect(states).toEqual(['PENDING', 'RUNNING', 'SUCCESS']);
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
    expect(progress[0]).toMatchObject({ jobId: job.jobId, status: 'RUNNING', attempt: 1 });
    expect(progress.map(({ message }) => message)).toContain('step 1');
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  });

  it('goes on over cut connections, and neither loses nor doubles an event', async () => {
    // every connection breaks a little later than the one before, mostly within an event
    const proxy = await ownProxy(server.url, (index) => (index < 12 ? 700 + index * 37 : 'whole'));
    const notices: RetryNotice[] = [];
    const its = new GatehouseClient({
      baseUrl: proxy.url,
      retry: { firstDelayMs: 5, longestDelayMs: 20, attempts: 50 },
      onRetry: (notice) => notices.push(notice),
    });
    const job = await client.submit(png, { plugin: 'paced', options: { ms: 3000, steps: 12 } });
    const seen = await all(its.watch(job));
    expect(seen).toEqual(await all(client.watch(job)));
    expect(seen.at(-1)).toMatchObject({ type: 'state', status: 'SUCCESS' });
    expect(notices.length).toBeGreaterThan(2);
  });

  it('begins after the event that is known, and is empty after the last', async () => {
    const job = await client.submit(png, { plugin: 'barcode' });
    const events = await all(client.watch(job));
    expect(await all(client.watch(job, { after: 1 }))).toEqual(events.slice(1));
    expect(await all(client.watch(job, { after: events.length }))).toEqual([]);
  });

  it('lets the connection go when nobody listens any more', async () => {
    const proxy = await ownProxy(server.url, () => 'whole');
    const job = await client.submit(png, { plugin: 'paced', options: { ms: 60_000 } });
    for await (const event of new GatehouseClient({ baseUrl: proxy.url }).watch(job)) {
      expect(event.sequence).toBe(1);
      break;
    }
    await until(() => proxy.open() === 0);
    await client.cancel(job);
  });

  it('throws the reason when it is aborted', async () => {
    const job = await client.submit(png, { plugin: 'paced', options: { ms: 60_000 } });
    const stop = new AbortController();
    const watching = client.wait(job, {
      signal: stop.signal,
      onEvent: () => {
        stop.abort(new Error('enough'));
      },
    });
    expect(await thrownBy(watching)).toMatchObject({ message: 'enough' });
    await client.cancel(job);
  });

  it('says that there is no such job', async () => {
    const id = '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b';
    expect(await refusalOf(all(client.watch(id)))).toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});

describe('wait', () => {
  it('gives the result of a job, typed by its plugin', async () => {
    const job = await client.submit(png, { plugin: 'barcode' });
    const told: string[] = [];
    const { result, status } = await client.wait(job, { onEvent: ({ type }) => told.push(type) });
    expect([status, result.codes[0]?.text]).toEqual(['SUCCESS', 'GATEHOUSE']);
    expect(told).toEqual(['state', 'state', 'state']);
  });

  it('throws the error of one that was cancelled, also twice', async () => {
    const job = await client.submit(png, { plugin: 'paced', options: { ms: 60_000 } });
    const waiting = refusalOf(client.wait(job));
    const cancelled = { jobId: job.jobId, status: 'FAILED', cancelled: true };
    expect(await client.cancel(job)).toEqual(cancelled);
    expect(await waiting).toMatchObject({ code: 'EXECUTION_CANCELLED', jobId: job.jobId });
    expect(await client.cancel(job.jobId)).toEqual(cancelled);
  });
});

describe('jobs', () => {
  it('are listed page by page, each once, newest first', async () => {
    const own = await ownServer({ PLUGIN_ONLY: 'barcode' });
    const its = new GatehouseClient({ baseUrl: own.url });
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      const { jobId } = await its.analyze(png, { plugin: 'barcode' });
      ids.unshift(jobId);
    }
    const listed: string[] = [];
    for await (const { id, executionTimeMs } of its.jobs({
      pageSize: 2,
      status: 'SUCCESS',
      plugin: 'barcode',
    })) {
      expect(typeof executionTimeMs).toBe('number');
      listed.push(id);
    }
    expect(listed).toEqual(ids);
    expect(await its.jobStats()).toMatchObject({ total: 5, byStatus: { SUCCESS: 5 } });
    expect(await its.erase(ids[0] ?? '')).toMatchObject({ erased: true });
    expect(await refusalOf(its.job(ids[0] ?? ''))).toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('are repeated where they failed', async () => {
    const job = await client.submit(png, { plugin: 'paced', options: { fail: true } });
    expect(await refusalOf(client.wait(job))).toMatchObject({ code: 'PLUGIN_THREW' });
    const again = await client.retry(job);
    expect(again).toMatchObject({ status: 'PENDING', retryOf: job.jobId });
    expect(await refusalOf(client.wait(again.jobId))).toMatchObject({ code: 'PLUGIN_THREW' });
    expect((await client.job(again.jobId)).retryOf).toBe(job.jobId);
  });
});
