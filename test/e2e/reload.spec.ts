import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, sample, type Answer } from '../support/http.js';
import { pluginFolder, writePlugin, type PluginSource } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const png = sample('qr-tiny.png');

/** A plugin that answers its own version. */
const version = (number: string): PluginSource => ({
  code: `export default { run: () => ({ version: '${number}' }) };`,
  manifest: { version: number, limits: { memory_mb: 64, max_concurrency: 2 } },
});

describe('reloading over HTTP', () => {
  const folder = pluginFolder({ steady: version('1.0.0'), breaks: version('1.0.0'), goes: version('1.0.0') });
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_REQUIRED: 'steady,breaks,goes' });
    await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
  });
  afterAll(() => server.close());

  const get = (path: string): Promise<Answer> => ask(server.url + path);
  const post = (path: string): Promise<Answer> => ask(server.url + path, { method: 'POST' });
  const analyze = (plugin: string): Promise<Answer> =>
    ask(`${server.url}/v1/analyze-execution?plugin=${plugin}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: png,
    });
  const answeredVersion = ({ json }: Answer): unknown =>
    (json as { result?: { version?: unknown } }).result?.version; // undefined for whatever is no success

  it('loses none of fifty requests a second through three reloads, and ends on the newest code', async () => {
    const pending: Promise<Answer>[] = [];
    const newest = ['1.1.0', '1.2.0', '1.3.0'];
    const reloads: Promise<Answer>[] = [];
    for (let request = 0; request < 200; request++) {
      pending.push(analyze('steady'));
      if (request % 50 === 25 && newest.length > 0) {
        writePlugin(join(folder, 'steady'), 'steady', version(newest.shift() ?? ''));
        reloads.push(post('/v1/plugins/steady/reload'));
      }
      await sleep(20);
    }
    const answers = await Promise.all(pending);
    expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([]);
    const versions = new Set(answers.map(answeredVersion));
    expect([...versions].filter((said) => !/^1\.[0-3]\.0$/.test(String(said)))).toEqual([]);
    for (const reload of await Promise.all(reloads)) expect(reload).toMatchObject({ status: 200 });
    expect(answeredVersion(await analyze('steady'))).toBe('1.3.0');
    expect((await get('/v1/plugins/steady')).json).toMatchObject({
      version: '1.3.0',
      success_count: 201,
      error_count: 0,
      next_trial_at: null,
    });
  });

  it('answers the new health', async () => {
    const answer = await post('/v1/plugins/steady/reload');
    expect(answer).toMatchObject({ status: 200 });
    const { json } = await get('/v1/plugins/steady/health');
    const uptime = { uptime_seconds: expect.any(Number) as number }; // a matcher, typed as what it matches
    expect(answer.json).toEqual({ ...(json as object), ...uptime });
  });

  it('keeps the old code of a plugin whose new code cannot run, and says why', async () => {
    writePlugin(join(folder, 'breaks'), 'breaks', { code: "throw new Error('half written')" });
    const error = expectEnvelope(await post('/v1/plugins/breaks/reload'), 'PLUGIN_RELOAD_FAILED');
    expect(error).toMatchObject({ type: 'PluginError', plugin: 'breaks' });
    expect(error.message).toMatch(/half written.*keeps serving/);
    expect(answeredVersion(await analyze('breaks'))).toBe('1.0.0');
  });

  it('reloads all: takes in what is new, lets go what is gone, and tells of each', async () => {
    writePlugin(join(folder, 'comes'), 'comes', version('0.1.0'));
    rmSync(join(folder, 'goes'), { recursive: true });
    const answer = await post('/v1/plugins/reload');
    expect(answer).toMatchObject({ status: 200 });
    const { plugins } = answer.json as {
      plugins: { name: string; outcome: string; reason: string | null }[];
    }; // checked below
    expect(Object.fromEntries(plugins.map(({ name, outcome }) => [name, outcome]))).toEqual({
      barcode: 'reloaded',
      breaks: 'failed',
      comes: 'added',
      goes: 'removed',
      metadata: 'reloaded',
      steady: 'reloaded',
    });
    expect(plugins.filter(({ reason }) => reason !== null)).toEqual([
      { name: 'breaks', outcome: 'failed', reason: expect.stringContaining('half written') as string }, // a matcher, typed as what it matches
    ]);
    expect(answeredVersion(await analyze('comes'))).toBe('0.1.0');
    expectEnvelope(await analyze('goes'), 'PLUGIN_NOT_FOUND');
    expectEnvelope(await get('/v1/plugins/goes'), 'PLUGIN_NOT_FOUND');
  });

  it('tells how a plugin came to its state', async () => {
    const steps = (await get('/v1/plugins/steady/history')).json as Record<string, unknown>[]; // checked below
    expect(steps.map((step) => Object.keys(step).join())).toEqual(steps.map(() => 'from,to,at,reason,actor'));
    expect(steps[0]).toMatchObject({ from: 'LOADED', to: 'INITIALIZED', reason: null, actor: 'loader' });
    expect(steps.filter(({ actor }) => actor === 'operator').at(-1)).toMatchObject({
      from: 'LOADED',
      to: 'INITIALIZED',
      reason: 'reloaded as version 1.3.0',
    });
    expect(steps.filter(({ at }) => Number.isNaN(Date.parse(String(at))))).toEqual([]);
    expectEnvelope(await get('/v1/plugins/nonesuch/history'), 'PLUGIN_NOT_FOUND');
  });

  it('knows no plugin that has neither a folder nor a name here', async () => {
    expectEnvelope(await post('/v1/plugins/nonesuch/reload'), 'PLUGIN_NOT_FOUND');
    expectEnvelope(await post('/v1/plugins/..%2f..%2fetc/reload'), 'PLUGIN_NOT_FOUND');
  });
});
