import type { ErrorBody, JsonObject } from '@gatehouse/contracts';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { storedJobs } from '../execution/support/stored-jobs.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

interface Outcome {
  readonly index: number;
  readonly job_id: string | null;
  readonly status: string;
  readonly result: JsonObject | null;
  readonly error: ErrorBody | null;
}

const image = sample('qr-tiny.png').toString('base64');
const folder = pluginFolder({ paced: pacedWith(), narrow: pacedWith({ max_concurrency: 1 }) });

let server: RunningServer;
let client: JobsClient;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: `${FIXTURE_PLUGINS}:${folder}`,
    EXECUTION_QUEUE: '0',
    IMAGE_MAX_BYTES: '20000',
  });
  client = new JobsClient(server.url);
  for (const plugin of ['paced', 'narrow', 'needy']) await client.started(plugin);
});
afterAll(() => server.close());

const post = (body: unknown): Promise<Answer> => client.post('/batch', body);

async function outcomes(items: readonly unknown[]): Promise<Outcome[]> {
  const answer = await post({ items });
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.json as object)).toEqual(['results']); // an object, or it has no keys
  const { results } = answer.json as { results: Outcome[] }; // its keys are pinned below
  for (const result of results) {
    expect(Object.keys(result)).toEqual(['index', 'job_id', 'status', 'result', 'error']);
  }
  expect(results.map(({ index }) => index)).toEqual(items.map((_, index) => index));
  return results;
}

describe('a batch', () => {
  it('has one outcome for each item, in order, however long each took', async () => {
    const items = [200, 0, 100, 0, 50].map((ms, index) => client.item('paced', { ms, tag: `item ${index}` }));
    const results = await outcomes(items);
    expect(results.map(({ status }) => status)).toEqual(items.map(() => 'SUCCESS'));
    expect(results.map(({ result }) => result?.['tag'])).toEqual(items.map((_, index) => `item ${index}`));
    for (const { job_id: id, result } of results) {
      expect(await client.result(id ?? '')).toMatchObject({ status: 'SUCCESS', result });
    }
  });

  it('leaves each item its own failure', async () => {
    const results = await outcomes([
      client.item('facts', { n: 1 }),
      client.item('nonesuch'),
      client.item('paced', { fail: true }),
      { plugin: 'facts', image: '!' },
      { plugin: 'facts' },
      { plugin: 'facts', image, colour: 'red' },
      { plugin: 'facts', image, options: { n: 100 } },
      { plugin: 'facts', image: '' },
      client.item('needy'),
      null,
      'text',
      client.item('facts', { n: 2 }),
    ]);
    const codes = results.map(({ status, error }) => error?.details.code ?? status);
    expect(codes).toEqual([
      'SUCCESS',
      'PLUGIN_NOT_FOUND',
      'PLUGIN_THREW',
      'IMAGE_ENCODING_INVALID',
      'IMAGE_MISSING',
      'BODY_INVALID',
      'OPTIONS_INVALID',
      'IMAGE_EMPTY',
      'PLUGIN_UNAVAILABLE',
      'BODY_INVALID',
      'BODY_INVALID',
      'SUCCESS',
    ]);
    const withJob = results.map(({ job_id: id }) => id !== null);
    expect(withJob).toEqual([true, false, true, false, false, false, true, true, true, false, false, true]);
    for (const { job_id: id, error, result } of results.filter(({ status }) => status === 'FAILED')) {
      expect(result).toBeNull();
      expect(Object.keys(error ?? {}).sort()).toEqual(['details', 'message', 'plugin', 'timestamp', 'type']);
      expect(error?.details.job_id).toBe(id);
    }
    expect(results[5]?.error?.details.errors).toMatchObject([{ pointer: '/items/5/colour' }]);
    expect(results[6]?.error?.details.errors).toMatchObject([{ pointer: '/items/6/options/n' }]);
  });

  it('does not crowd itself out: of one plugin no more run at once than it takes, though none may wait', async () => {
    const items = Array.from({ length: 12 }, (_, index) =>
      client.item('narrow', { ms: 10, tag: `${index}` }),
    );
    expect((await outcomes(items)).map(({ status }) => status)).toEqual(items.map(() => 'SUCCESS'));
  });

  it('of 32 is taken', async () => {
    const results = await outcomes(Array.from({ length: 32 }, () => client.item('facts')));
    expect(results.filter(({ status }) => status === 'SUCCESS')).toHaveLength(32);
  });

  it.each<[string, unknown, string]>([
    ['33 items', { items: Array.from({ length: 33 }, () => ({})) }, '/items'],
    ['no items', { items: [] }, '/items'],
    ['items that are no list', { items: { plugin: 'facts', image } }, '/items'],
    ['nothing', {}, '/items'],
    ['another field', { items: [{}], plugin: 'facts' }, '/plugin'],
    ['a list', [{ plugin: 'facts', image }], ''],
  ])('of %s is refused whole, and nothing is run', async (_, body, pointer) => {
    const before = storedJobs(server.dataDir).length;
    const { details } = expectEnvelope(await post(body), 'BODY_INVALID');
    expect(details.errors[0]?.pointer).toBe(pointer);
    expect(storedJobs(server.dataDir)).toHaveLength(before);
  });

  it('in the query of which something stands is refused', async () => {
    const answer = await client.post('/batch?plugin=facts', { items: [{ image }] });
    expectEnvelope(answer, 'BODY_INVALID');
  });

  it.each(['multipart/form-data; boundary=b', 'image/png', 'text/plain', 'application/jsonish'])(
    'is JSON, and not %s',
    async (type) => {
      const url = `${server.url}/v1/analyze-execution/batch`;
      const answer = await ask(url, { method: 'POST', headers: { 'content-type': type }, body: 'x' });
      expect(expectEnvelope(answer, 'CONTENT_TYPE_UNSUPPORTED').message).toContain('Send application/json.');
    },
  );

  it('larger than a body may be is refused whole', async () => {
    const large = { plugin: 'facts', image: 'A'.repeat(20_000) };
    expectEnvelope(await post({ items: Array.from({ length: 32 }, () => large) }), 'BODY_TOO_LARGE');
  });

  it('that nobody waits for any more runs nothing more', async () => {
    const controller = new AbortController();
    const items = Array.from({ length: 8 }, () => client.item('narrow', { ms: 60_000 }));
    const sent = fetch(`${server.url}/v1/analyze-execution/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items }),
      signal: controller.signal,
    }).catch(() => 'left');
    const running = (): number =>
      storedJobs(server.dataDir).filter(({ status }) => status === 'RUNNING').length;
    while (running() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(await sent).toBe('left');
    while (running() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const cancelled = storedJobs(server.dataDir).filter(
      ({ plugin, status }) => plugin === 'narrow' && status === 'FAILED',
    );
    expect(cancelled.map((job) => job.cancelled)).toEqual(cancelled.map(() => 1));
    expect(cancelled.length).toBeLessThan(8);
  });
});
