import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PluginRegistry } from '@gatehouse/plugins';
import { expectEnvelope } from '../support/expect-envelope.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer } from '../support/start-server.js';
import { AnalysisClient, leaksOf } from './support/analysis-client.js';
import { STEERED, steeredWith } from './support/steered-plugin.js';
import { storedJobs } from './support/stored-jobs.js';

const NAMES = ['steered', 'neighbour', 'pixels'];
const png = await sample('png');
const PLUGIN_PATHS = pluginFolder({
  steered: steeredWith({ max_concurrency: 2 }),
  neighbour: STEERED,
  pixels: {
    manifest: { input: { format: 'rgba', max_side: 16 } },
    code: 'export default { run: ({ image, width, height, original }) => ({ length: image.length, width, height, original }) };',
  },
});

const server = await startServer({ PLUGIN_PATHS });
const client = new AnalysisClient(server.url);
await client.started(NAMES);

afterAll(async () => {
  await server.close();
});

const finalJobs = (): number =>
  storedJobs(server.dataDir).filter(({ status }) => status !== 'RUNNING').length;

describe('an execution [PATH-01] [JOB-02]', () => {
  it('is told the same by its answer, its job, its job’s result and the store itself', async () => {
    const answer = (await client.analyze('steered', png, { count: 7 })).json as Record<string, unknown>; // a success
    const id = String(answer['job_id']);
    const { json: job } = await client.get(`/v1/analyze-execution/jobs/${id}`);
    const { json: result } = await client.get(`/v1/analyze-execution/jobs/${id}/result`);
    const row = storedJobs(server.dataDir).find((stored) => stored.id === id);
    expect(job).toMatchObject({
      job: { id, status: 'SUCCESS', execution_time_ms: answer['execution_time_ms'] },
    });
    expect(result).toMatchObject({ job_id: id, result: answer['result'], error: null });
    expect(JSON.parse(row?.result ?? '')).toEqual(answer['result']);
  });

  it('hands pixels to a plugin that asks for them', async () => {
    const { json } = await client.analyze('pixels', png);
    expect(json).toMatchObject({
      result: { width: 16, height: 12, length: 16 * 12 * 4, original: { width: 64, height: 48 } },
    });
  });

  it('is not to be had without the gate [PATH-03]', () => {
    const registry = server.app.get(PluginRegistry, { strict: false });
    expect(() => registry.claimExecutionPermit()).toThrow(/one ToolRunner/);
  });
});

describe('many executions at once [MET-01]', () => {
  it('each get their own answer, and every count is right', async () => {
    const before = { steered: await client.health('steered'), neighbour: await client.health('neighbour') };
    const jobs = finalJobs();
    const acts = ['answer', 'throw', 'breach', 'answer', 'text', 'answer'];
    const calls = Array.from({ length: 60 }, (_, index) => ({
      plugin: index % 2 === 0 ? 'steered' : 'neighbour',
      options: { act: acts[Math.floor(index / 2) % acts.length], count: (index % 9) + 1 },
    }));
    const answers = await Promise.all(
      calls.map(({ plugin, options }) => client.analyze(plugin, png, options)),
    );
    const codes = {
      answer: 200,
      throw: 'PLUGIN_THREW',
      breach: 'OUTPUT_INVALID',
      text: 'OUTPUT_NOT_JSON',
    } as const;
    answers.forEach((answer, index) => {
      const { plugin, options } = calls[index] ?? {};
      const code = codes[options?.act as keyof typeof codes]; // one of `acts`
      if (code === 200) expect(answer.json).toMatchObject({ plugin, result: { options } });
      else expect(expectEnvelope(answer, code).plugin).toBe(plugin);
    });
    for (const [name, was] of Object.entries(before)) {
      expect(await client.health(name)).toMatchObject({
        success_count: was.success_count + 15,
        error_count: was.error_count + 15,
      });
    }
    expect(finalJobs()).toBe(jobs + 60);
  });

  it('leave a plugin RUNNING until the last is done [LIFE-02]', async () => {
    const controller = new AbortController();
    const { error_count: errors } = await client.health('steered');
    const held = fetch(`${server.url}/v1/analyze-execution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        plugin: 'steered',
        image: Buffer.from(png).toString('base64'),
        options: { act: 'wait' },
      }),
      signal: controller.signal,
    }).catch(() => null);
    while ((await client.health('steered')).state !== 'RUNNING') await nextTurn();
    expect((await client.analyze('steered', png)).status).toBe(200);
    expectEnvelope(await client.analyze('steered', png, { act: 'throw' }), 'PLUGIN_THREW');
    expect((await client.health('steered')).state).toBe('RUNNING');
    controller.abort();
    await held;
    while ((await client.health('steered')).state === 'RUNNING') await nextTurn();
    expect(await client.health('steered')).toMatchObject({ state: 'INITIALIZED', error_count: errors + 2 });
  });
});

describe('a client that leaves [JOB-01] [MET-01]', () => {
  it('has its execution stopped, recorded as cancelled and counted', async () => {
    const { error_count: errors } = await client.health('neighbour');
    const controller = new AbortController();
    const left = fetch(`${server.url}/v1/analyze-execution?plugin=neighbour&options={"act":"wait"}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', 'x-request-id': 'the-one-that-left' },
      body: Buffer.from(png),
      signal: controller.signal,
    }).catch(() => 'left');
    while ((await client.health('neighbour')).state !== 'RUNNING') await nextTurn();
    controller.abort();
    expect(await left).toBe('left');
    const mine = (): unknown =>
      storedJobs(server.dataDir).find((job) => job.request_id === 'the-one-that-left');
    while ((await client.health('neighbour')).state === 'RUNNING') await nextTurn();
    while ((mine() as { status: string }).status === 'RUNNING') await nextTurn(); // it was stored before it ran
    expect(mine()).toMatchObject({ status: 'FAILED', cancelled: 1 });
    expect((await client.health('neighbour')).error_count).toBe(errors + 1);
    expect((await client.analyze('neighbour', png)).status).toBe(200);
  });
});

describe('a server that is started again [JOB-03]', () => {
  it('still has the jobs of before, and its counts begin anew', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'gatehouse-restart-'));
    try {
      const first = await startServer({ PLUGIN_PATHS, DATA_DIR });
      const before = new AnalysisClient(first.url);
      const { json } = await before.analyze('steered', png);
      const failed = expectEnvelope(await before.analyze('steered', png, { act: 'throw' }), 'PLUGIN_THREW');
      await first.close();

      const second = await startServer({ PLUGIN_PATHS, DATA_DIR });
      const after = new AnalysisClient(second.url);
      const { job_id: id, result } = json as { job_id: string; result: unknown }; // of a success
      expect((await after.get(`/v1/analyze-execution/jobs/${id}/result`)).json).toMatchObject({
        result,
        error: null,
      });
      const { json: stored } = await after.get(
        `/v1/analyze-execution/jobs/${failed.details.job_id ?? ''}/result`,
      );
      expect(stored).toMatchObject({ status: 'FAILED', error: failed });
      expect(await after.health('steered')).toMatchObject({
        success_count: 0,
        error_count: 0,
        last_used: null,
      });
      await second.close();
    } finally {
      rmSync(DATA_DIR, { recursive: true, force: true });
    }
  });
});

describe('every answer [ERR-03] [ERR-05]', () => {
  it('was a 200 or a 400, and none told of stacks or paths', () => {
    expect(client.answers.length).toBeGreaterThan(60);
    const offenders = client.answers.filter(
      (answer) => ![200, 400].includes(answer.status) || leaksOf(answer).length > 0,
    );
    expect(offenders.map((answer) => [leaksOf(answer), answer.text])).toEqual([]);
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
