import { once } from 'node:events';
import fc from 'fast-check';
import { GatehouseClient, type RetryNotice } from '@gatehouse/client';
import { GatehouseApiError, type ErrorBody } from '../../libs/client/src/errors/api-error.js';
import { GatehouseAnswerError } from '../../libs/client/src/errors/answer-error.js';
import { GatehouseConnectionError } from '../../libs/client/src/errors/connection-error.js';
import { decideRetry, ORDINARY_POLICY } from '../../libs/client/src/transport/decide-retry.js';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { sample } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { ownOther, ownProxy, ownServer } from './support/owned.js';
import { refusalOf, thrownBy } from './support/thrown-by.js';

const png = sample('qr-tiny.png');

function apiError(code: string, retryable: boolean, retryAfterMs: number | null = null): GatehouseApiError {
  const details = { code, retryable, request_id: null, job_id: null, errors: [] };
  return new GatehouseApiError(
    { type: 'ExecutionError', message: '', details, plugin: null, timestamp: '' } as unknown as ErrorBody, // any code
    retryAfterMs,
  );
}

describe('the decision to try again', () => {
  const failed = (error: GatehouseApiError | GatehouseConnectionError | GatehouseAnswerError) => ({
    error,
    attempt: 1,
    elapsedMs: 0,
    isRepeatable: true,
  });
  const decide = (error: Parameters<typeof failed>[0], isRepeatable: boolean): number | null =>
    decideRetry({ ...failed(error), isRepeatable }, ORDINARY_POLICY, 0.5);

  it.each([
    ['what is not retryable', apiError('IMAGE_EMPTY', false), false, false],
    ['a full queue', apiError('QUEUE_FULL', true), true, true],
    ['a rate limit', apiError('RATE_LIMITED', true), true, true],
    ['an inner error', apiError('INTERNAL_ERROR', true), true, false],
    ['a code that is newer than the client', apiError('NEWER', true), true, false],
    ['a timeout, which costs the server a process', apiError('PLUGIN_TIMED_OUT', true), false, false],
    ['a crash', apiError('PLUGIN_CRASHED', true), false, false],
    ['what was cancelled', apiError('EXECUTION_CANCELLED', true), false, false],
    ['a job that is not finished', apiError('JOB_NOT_FINISHED', true), false, false],
    ['a server that is not ready', apiError('NOT_READY', true), false, false],
    ['a broken connection', new GatehouseConnectionError('', false), true, false],
    ['a proxy without its server', new GatehouseAnswerError('', 502, ''), true, false],
    ['a page of something else', new GatehouseAnswerError('', 404, ''), false, false],
  ])('of %s', (_, error, ifRepeatable, ifNot) => {
    expect([decide(error, true) !== null, decide(error, false) !== null]).toEqual([ifRepeatable, ifNot]);
  });

  it('never waits less than the server asked for, never beyond the bounds, and longer each time', () => {
    const policies = fc.record({
      attempts: fc.integer({ min: 1, max: 20 }),
      totalMs: fc.integer({ min: 0, max: 100_000 }),
      firstDelayMs: fc.integer({ min: 1, max: 5000 }),
      longestDelayMs: fc.integer({ min: 1, max: 20_000 }),
    });
    const attempts = fc.record({
      asked: fc.option(fc.integer({ min: 0, max: 100_000 })),
      attempt: fc.integer({ min: 1, max: 30 }),
      elapsedMs: fc.integer({ min: 0, max: 120_000 }),
    });
    const chances = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(policies, attempts, chances, (policy, { asked, attempt, elapsedMs }, chance) => {
        const error = apiError('QUEUE_FULL', true, asked);
        const waitMs = decideRetry({ error, attempt, elapsedMs, isRepeatable: true }, policy, chance);
        if (waitMs === null)
          return attempt >= policy.attempts || elapsedMs + (asked ?? 0) * 1.2 + 20_000 > policy.totalMs;
        expect(attempt).toBeLessThan(policy.attempts);
        expect(elapsedMs + waitMs).toBeLessThanOrEqual(policy.totalMs);
        expect(waitMs).toBeGreaterThanOrEqual(asked ?? 0);
        if (asked === null) expect(waitMs).toBeLessThanOrEqual(policy.longestDelayMs);
        return true;
      }),
    );
    const growing = [1, 2, 3, 4].map((attempt) =>
      decideRetry({ ...failed(new GatehouseConnectionError('', false)), attempt }, ORDINARY_POLICY, 1),
    );
    expect(growing).toEqual([250, 500, 1000, 2000]);
  });
});

describe('a client that is refused for now', () => {
  it('obeys the rate limit of its key, so that every call succeeds', async () => {
    const keys = newKeyFile();
    const { text: apiKey } = await addKey(keys, 'read');
    const server = await ownServer({
      API_KEYS_FILE: keys.path,
      RATE_LIMIT: '4/sec',
      PLUGIN_ONLY: 'barcode',
    });
    const notices: RetryNotice[] = [];
    const onRetry = (notice: RetryNotice): number => notices.push(notice);
    const client = new GatehouseClient({ baseUrl: server.url, apiKey, onRetry, retry: { attempts: 30 } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => client.plugins()));
    expect(answers.map((plugins) => plugins.length)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(notices.length).toBeGreaterThan(0);
    for (const { error, waitMs } of notices) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
      expect(waitMs).toBeGreaterThanOrEqual(error.retryAfterMs ?? 0);
    }
  });

  it('gives up at once where it would have to wait for too long, and says how long', async () => {
    const keys = newKeyFile();
    const { text: apiKey } = await addKey(keys, 'read');
    const server = await ownServer({
      API_KEYS_FILE: keys.path,
      RATE_LIMIT: '1/hour',
      PLUGIN_ONLY: 'barcode',
    });
    const client = new GatehouseClient({ baseUrl: server.url, apiKey });
    await client.plugins();
    const error = await refusalOf(client.plugins());
    expect(error.code).toBe('RATE_LIMITED');
    expect(error.retryAfterMs).toBeGreaterThan(60_000);
  });

  it('waits for its turn at a server that has too much to do', async () => {
    const folder = pluginFolder({ paced: pacedWith({ max_concurrency: 1 }) });
    const server = await ownServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced', EXECUTION_QUEUE: '1' });
    const notices: RetryNotice[] = [];
    const client = new GatehouseClient({
      baseUrl: server.url,
      retry: { attempts: 100, longestDelayMs: 300 },
    });
    const tags = Array.from({ length: 8 }, (_, index) => `call ${index}`);
    const found = await Promise.all(
      tags.map((tag) =>
        client.analyze(png, {
          plugin: 'paced',
          options: { tag, ms: 30 },
          onRetry: (notice) => notices.push(notice),
        }),
      ),
    );
    expect(found.map(({ result }) => result['tag'])).toEqual(tags);
    expect(notices.map(({ error }) => error)).toContainEqual(expect.objectContaining({ code: 'QUEUE_FULL' }));
  });

  it('does not send again by itself what took the plugin’s process', async () => {
    const server = await ownServer({ PLUGIN_PATHS: FIXTURE_PLUGINS, PLUGIN_ONLY: 'quitter' });
    const client = new GatehouseClient({ baseUrl: server.url });
    expect(await refusalOf(client.analyze(png, { plugin: 'quitter' }))).toMatchObject({
      code: 'PLUGIN_CRASHED',
      retryable: true,
    });
    expect((await client.plugin('quitter')).errorCount).toBe(1);
  });

  it('obeys Retry-After of a proxy', async () => {
    let count = 0;
    const proxy = await ownOther((_, response) => {
      if (count++ === 0) response.writeHead(503, { 'retry-after': '1' }).end('later');
      else response.setHeader('content-type', 'application/json').end('[]');
    });
    const notices: RetryNotice[] = [];
    const client = new GatehouseClient({ baseUrl: proxy.url, onRetry: (notice) => notices.push(notice) });
    expect(await client.plugins()).toEqual([]);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.waitMs).toBeGreaterThanOrEqual(1000);
  });

  it('can be stopped while it waits', async () => {
    const proxy = await ownOther((_, response) => response.writeHead(503, { 'retry-after': '30' }).end());
    const stop = new AbortController();
    const call = new GatehouseClient({ baseUrl: proxy.url }).plugins({
      signal: stop.signal,
      onRetry: () => {
        setImmediate(() => {
          stop.abort(new Error('enough'));
        });
      },
    });
    expect(await thrownBy(call)).toMatchObject({ message: 'enough' });
  });

  it('makes as many attempts as it may, and throws the last error', async () => {
    let count = 0;
    const proxy = await ownOther((_, response) => {
      count++;
      response.writeHead(502).end(`attempt ${count}`);
    });
    const retry = { attempts: 3, firstDelayMs: 1 };
    const thrown = await thrownBy(new GatehouseClient({ baseUrl: proxy.url, retry }).plugins());
    expect([count, thrown]).toEqual([3, expect.objectContaining({ status: 502, text: 'attempt 3' })]);
  });
});

describe('a connection that is cut', () => {
  it('costs no second execution: the same key is given the same answer', async () => {
    const folder = pluginFolder({ paced: pacedWith() });
    const server = await ownServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced' });
    // the first answer breaks off in its middle, the second before it begins
    const proxy = await ownProxy(server.url, (index) => [200, 1][index] ?? 'whole');
    const notices: RetryNotice[] = [];
    const client = new GatehouseClient({ baseUrl: proxy.url, onRetry: (notice) => notices.push(notice) });
    const { result, jobId } = await client.analyze(png, { plugin: 'paced', options: { tag: 'once' } });
    expect(result).toMatchObject({ tag: 'once', job_id: jobId });
    expect(notices.map(({ error }) => error.name)).toEqual(Array(2).fill('GatehouseConnectionError'));
    const direct = new GatehouseClient({ baseUrl: server.url });
    expect((await direct.plugin('paced')).successCount).toBe(1);
    expect((await direct.jobStats()).total).toBe(1);
  });

  it('makes no second job of a submission or a batch', async () => {
    const server = await ownServer({ PLUGIN_ONLY: 'barcode' });
    const proxy = await ownProxy(server.url, (index) => (index % 2 === 0 ? 150 : 'whole'));
    const notices: RetryNotice[] = [];
    // each call on connections of its own: the first breaks off within its answer
    const its = (): GatehouseClient =>
      new GatehouseClient({
        baseUrl: proxy.url,
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          headers.set('connection', 'close');
          return fetch(input, { ...init, headers });
        },
        onRetry: (notice) => notices.push(notice),
      });
    const { jobId } = await its().submit(png, { plugin: 'barcode' });
    const [item] = await its().batch([{ image: png, plugin: 'barcode' }]);
    expect(notices).toHaveLength(2);
    const direct = new GatehouseClient({ baseUrl: server.url });
    await direct.wait(jobId);
    const ids: string[] = [];
    for await (const { id } of direct.jobs()) ids.push(id);
    expect(ids).toEqual([item.jobId, jobId]);
  });

  it('is not made again for what must not be done twice', async () => {
    let count = 0;
    const other = await ownOther((request) => {
      count++;
      request.socket.destroy();
    });
    const client = new GatehouseClient({ baseUrl: other.url, retry: { firstDelayMs: 1 } });
    expect(await thrownBy(client.retry('any'))).toMatchObject({ name: 'GatehouseConnectionError' });
    expect(count).toBe(1);
    await thrownBy(client.submit(png, { plugin: 'any' }));
    expect(count).toBe(1 + ORDINARY_POLICY.attempts);
  });

  it('is told by the same key each time, and by another for another call', async () => {
    const keys: unknown[] = [];
    const other = await ownOther((request) => {
      keys.push(request.headers['idempotency-key']);
      void once(request.resume(), 'end').then(() => request.socket.destroy());
    });
    const retry = { attempts: 2, firstDelayMs: 1 };
    const client = new GatehouseClient({ baseUrl: other.url, retry });
    await thrownBy(client.analyze(png, { plugin: 'any' }));
    await thrownBy(client.submit(png, { plugin: 'any', idempotencyKey: 'mine' }));
    await thrownBy(client.batch([{ image: png, plugin: 'any' }]));
    expect([keys[0], keys[2], keys[4]]).toEqual([keys[1], 'mine', keys[5]]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys).size).toBe(3);
  });
});
