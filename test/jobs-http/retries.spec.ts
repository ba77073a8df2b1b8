import type { JsonObject } from '@gatehouse/contracts';
import { expectEnvelope } from '../support/expect-envelope.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { EventReader } from './support/event-reader.js';
import { JobsClient, textOf } from './support/jobs-client.js';

/** Crashes until a time, throws where it is told to, and is content else. */
const SHAKY = `export default { run({ options }) {
  if (options.fail) throw new Error('for good');
  if (Date.now() < options.until) process.exit(1);
  return { ok: true };
} };`;
const SHAKY_PLUGIN = {
  manifest: {
    options_schema: {
      type: 'object',
      additionalProperties: false,
      properties: { until: { type: 'number' }, fail: { type: 'boolean' } },
    },
  },
  code: SHAKY,
};
const NEVER = Date.now() + 3_600_000;

let server: RunningServer;
let client: JobsClient;

beforeAll(async () => {
  // each has crashes of its own: too many would keep a plugin out of service
  const folder = pluginFolder({ shaky: SHAKY_PLUGIN, broken: SHAKY_PLUGIN, single: SHAKY_PLUGIN });
  server = await startServer({ PLUGIN_PATHS: folder });
  client = new JobsClient(server.url);
  for (const plugin of ['shaky', 'broken', 'single']) await client.started(plugin);
});
afterAll(() => server.close());

async function submit(plugin: string, options: JsonObject, query = ''): Promise<string> {
  return textOf(await client.post(`/async${query}`, client.item(plugin, options)), 'job_id');
}

async function errorCount(plugin: string): Promise<unknown> {
  const { json } = await client.send('GET', `/v1/plugins/${plugin}/health`);
  return (json as JsonObject)['error_count']; // the route's own test pins it
}

describe('a job that may be run several times', () => {
  it('is run again after a crash, and tells whoever follows it', async () => {
    const id = await submit('shaky', { until: Date.now() + 1000 }, '?max_attempts=6');
    expect((await client.finals([id]))[0]).toMatchObject({ status: 'SUCCESS', result: { ok: true } });
    const reader = await EventReader.open(server.url, `/v1/analyze-execution/jobs/${id}/events`);
    const told = (await reader.untilOver()).filter(({ event }) => event === 'progress');
    expect(told[0]?.data['message']).toMatch(
      /^it failed with PLUGIN_CRASHED; attempt 2 of 6 begins in [12] s$/,
    );
    expect(await errorCount('shaky')).toBe(told.length);
  });

  it('is run no more often than that', async () => {
    const id = await submit('broken', { until: NEVER }, '?max_attempts=2');
    expect((await client.finals([id]))[0]?.error?.details.code).toBe('PLUGIN_CRASHED');
    expect(await errorCount('broken')).toBe(2);
  });

  it('is run once where its failure is for good, or nobody said how often', async () => {
    const thrown = await submit('single', { fail: true }, '?max_attempts=5');
    const crashed = await submit('single', { until: NEVER });
    const codes = (await client.finals([thrown, crashed])).map(({ error }) => error?.details.code);
    expect(codes).toEqual(['PLUGIN_THREW', 'PLUGIN_CRASHED']);
    expect(await errorCount('single')).toBe(2);
  });

  it('can be cancelled between two runs', async () => {
    const id = await submit('single', { until: NEVER }, '?max_attempts=10');
    await client.reaches(id, 'RUNNING');
    expect((await client.cancel(id)).status).toBe(200);
    expect((await client.finals([id]))[0]?.error?.details.code).toBe('EXECUTION_CANCELLED');
  });
});

describe('how often a job may be run', () => {
  it('is told in JSON, too', async () => {
    const body = { ...client.item('shaky', { fail: true }), max_attempts: 3 };
    const id = textOf(await client.post('/async', body), 'job_id');
    expect((await client.finals([id]))[0]?.status).toBe('FAILED');
  });

  it('is from 1 to 10, and nothing that a caller who waits can say', async () => {
    const item = client.item('single');
    for (const [path, body] of [
      ['/async?max_attempts=0', item],
      ['/async?max_attempts=11', item],
      ['/async', { ...item, max_attempts: 'often' }],
      ['?max_attempts=2', item],
      ['', { ...item, max_attempts: 2 }],
    ] as const) {
      expect(expectEnvelope(await client.post(path, body), 'BODY_INVALID').message).toContain('max_attempts');
    }
  });
});
