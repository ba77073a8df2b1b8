import fc from 'fast-check';
import { ERROR_CATALOGUE, toErrorEnvelope } from '@gatehouse/errors';
import { AnalysisExecutionService } from '@gatehouse/execution';
import { JobStore } from '@gatehouse/jobs';
import { sample as picture } from '../support/images/samples.js';
import { ask, postJson } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { keyOf } from './support/exposition.js';
import { scrape, type Exposition } from './support/metered-server.js';

const EXECUTIONS = 'gatehouse_plugin_executions_total';
const ACTS = `export default { run: async ({ options }) => {
  switch (options.act) {
    case 'throw': throw new Error('kaboom');
    case 'breach': return { ok: 'no' };
    case 'exit': process.exit(1);
    case 'wait': await new Promise((done) => setTimeout(done, 60_000));
  }
  return { ok: true };
} };`;
const acting = (version: string) => ({
  code: ACTS,
  manifest: {
    version,
    options_schema: { type: 'object', additionalProperties: false, properties: { act: { type: 'string' } } },
    output_schema: { type: 'object', properties: { ok: { type: 'boolean' } } },
    limits: { memory_mb: 64, timeout_ms: 60_000, max_concurrency: 2 },
  },
});

const png = Buffer.from(await picture('png'));
const image = png.toString('base64');
let server: RunningServer;
let url: string;

beforeAll(async () => {
  const folder = pluginFolder({ alpha: acting('1.0.0'), beta: acting('2.1.0'), gamma: acting('3.0.0') });
  server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'alpha,beta,gamma', RATE_LIMIT: 'off' });
  url = server.url;
  await until(async () => (await ask(`${url}/v1/plugins`)).text.split('INITIALIZED').length === 4);
}, 60_000);
afterAll(() => server.close());

interface Item {
  readonly plugin: string;
  readonly image: string;
  readonly options: object;
}
interface BatchAnswer {
  readonly results: readonly { readonly error: { readonly details: { readonly code: string } } | null }[];
}

/** Sends items together; how each of them ended, as a label would say it. */
async function outcomesOf(items: readonly Item[]): Promise<string[]> {
  const { json } = await postJson(`${url}/v1/analyze-execution/batch`, { items });
  return (json as BatchAnswer).results.map(({ error }) => error?.details.code ?? 'ok'); // ask holds it to the document
}

/** The executions of every plugin and outcome. */
function executionsIn({ families }: Exposition): Record<string, number> {
  const samples = families.get(EXECUTIONS)?.samples ?? [];
  return Object.fromEntries(
    samples.map(({ labels, value }) => [
      `${labels['plugin']} ${labels['version']} ${labels['outcome']}`,
      value,
    ]),
  );
}

describe('GET /metrics', () => {
  it('counts as a test does that made ten thousand executions, and is whole whenever it is asked', async () => {
    const kinds: readonly [options: object, image: string][] = [
      [{ no: 1 }, image],
      [{}, Buffer.from('hello there').toString('base64')],
      [{ act: 7 }, image],
      [{ no: 2 }, image],
      [{}, Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64')],
    ];
    const versions: Readonly<Record<string, string>> = { alpha: '1.0.0', beta: '2.1.0' };
    const counted: Record<string, number> = {};
    let made = 0;
    let isDone = false;
    const nextItem = (): Item => {
      const [options, picked] = kinds[++made % kinds.length] ?? [{}, image];
      return { plugin: made % 7 < 4 ? 'alpha' : 'beta', image: picked, options };
    };
    const tally = ({ plugin }: Item, outcome: string): void => {
      const key = `${plugin} ${versions[plugin]} ${outcome}`;
      counted[key] = (counted[key] ?? 0) + 1;
    };
    // One in 32 is not refused: it is answered, or throws, or answers what it may not.
    const sendBatches = async (): Promise<void> => {
      for (let batch = 0; batch < 12; batch++) {
        const options = { act: [undefined, 'throw', 'breach'][batch % 3] };
        const items = [{ ...nextItem(), image, options }, ...Array.from({ length: 31 }, nextItem)];
        const outcomes = await outcomesOf(items);
        for (const [index, item] of items.entries()) tally(item, outcomes[index] ?? 'none');
      }
    };
    const facade = server.app.get(AnalysisExecutionService);
    const submit = async (): Promise<void> => {
      while (made < 10_000) {
        const item = { ...nextItem(), options: { no: 1 } };
        const bytes = Buffer.from(item.image, 'base64');
        const source = { kind: 'bytes', bytes, mimeType: null } as const;
        await facade.submit({ ...item, image: source }, { requestId: null }).catch((thrown: unknown) => {
          tally(item, toErrorEnvelope(thrown).details.code);
        });
        await new Promise((resolve) => setImmediate(resolve)); // the others have their turn
      }
    };
    const watch = async (): Promise<void> => {
      let before: Record<string, number> = {};
      while (!isDone) {
        const now = executionsIn(await scrape(url));
        const shrunk = Object.keys(before).filter((key) => (now[key] ?? 0) < (before[key] ?? 0));
        expect(shrunk).toEqual([]);
        before = now;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const watching = watch();
    await Promise.all([sendBatches(), sendBatches(), ...Array.from({ length: 8 }, submit)]);
    isDone = true;
    await watching;
    const total = Object.values(counted).reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(10_000);
    expect(new Set(Object.keys(counted).map((key) => key.split(' ')[2]))).toEqual(
      new Set([
        'ok',
        'OPTIONS_INVALID',
        'IMAGE_TYPE_UNKNOWN',
        'IMAGE_UNDECODABLE',
        'PLUGIN_THREW',
        'OUTPUT_INVALID',
      ]),
    );
    expect(executionsIn(await scrape(url))).toEqual(counted);
    const { json } = await ask(`${url}/v1/plugins`);
    const told = json as { success_count: number; error_count: number }[]; // ask holds it to the document
    expect(told.reduce((sum, one) => sum + one.success_count + one.error_count, 0)).toBe(total);
  }, 120_000);

  it('has a time for each phase of those that ran, and an outcome of the catalogue for all', async () => {
    const exposition = await scrape(url);
    const executions = exposition.families.get(EXECUTIONS)?.samples ?? [];
    const outcomes = new Set(executions.map(({ labels }) => labels['outcome'] ?? ''));
    expect([...outcomes].filter((outcome) => outcome !== 'ok' && !(outcome in ERROR_CATALOGUE))).toEqual([]);
    const all = executions
      .filter(({ labels }) => labels['plugin'] === 'alpha')
      .reduce((sum, { value }) => sum + value, 0);
    const count = (phase: string): number =>
      exposition.valueOf('gatehouse_plugin_execution_duration_seconds_count', { plugin: 'alpha', phase }) ??
      0;
    expect(count('input')).toBe(all);
    expect(count('run')).toBeGreaterThan(0);
    expect(count('total')).toBe(count('run'));
    expect(count('queue')).toBe(count('run'));
  });

  it('has no more series for whatever names, ids and options callers think of', async () => {
    const series = async (): Promise<string[]> =>
      [...(await scrape(url)).families.values()].flatMap(({ samples }) => samples.map(keyOf)).sort();
    await outcomesOf([{ plugin: 'alpha', image, options: { no: 0 } }]);
    const before = await series();
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('__proto__', 'Alpha', 'alpha ', ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 32 }), async (names) => {
        const items = names.map((plugin) => ({
          plugin: plugin.toWellFormed(),
          image,
          options: { [plugin]: 1 },
        }));
        await outcomesOf(items);
        await ask(
          `${url}/v1/analyze-execution/async?plugin=${encodeURIComponent(names[0]?.toWellFormed() ?? '')}`,
          {
            method: 'POST',
            headers: { 'content-type': 'image/png' },
            body: png,
          },
        );
      }),
      { numRuns: 25 },
    );
    expect(await series()).toEqual(before);
  }, 60_000);

  it('tells what a plugin has to do, in which state it is, and what its processes came to', async () => {
    const leave = new AbortController();
    const calls = Array.from({ length: 5 }, () =>
      ask(`${url}/v1/analyze-execution?plugin=gamma&options=${encodeURIComponent('{"act":"wait"}')}`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body: png,
        signal: leave.signal,
      }).catch(() => 'left'),
    );
    const gamma = { plugin: 'gamma' };
    const isFull = async (): Promise<boolean> => {
      const told = await scrape(url);
      const [waiting, atWork] = ['queue_length', 'in_flight'].map((name) =>
        told.valueOf(`gatehouse_plugin_${name}`, gamma),
      );
      // Jobs are counted by the store, whose word is up to two seconds old.
      const running = told.valueOf('gatehouse_jobs', { status: 'RUNNING' });
      return waiting === 3 && atWork === 2 && running === 5;
    };
    await until(isFull);
    const busy = await scrape(url);
    expect(busy.valueOf('gatehouse_plugin_state', { ...gamma, state: 'RUNNING' })).toBe(1);
    leave.abort();
    await Promise.all(calls);
    const told = { ...gamma, outcome: 'EXECUTION_CANCELLED' };
    await until(async () => (await scrape(url)).valueOf(EXECUTIONS, told) === 5);
    expect(await outcomesOf([{ plugin: 'gamma', image, options: { act: 'exit' } }])).toEqual([
      'PLUGIN_CRASHED',
    ]);
    const reason = 'gatehouse_plugin_worker_restarts_total';
    await until(async () => (await scrape(url)).valueOf(reason, { ...gamma, reason: 'crashed' }) === 1);
    const after = await scrape(url);
    const states = ['LOADED', 'INITIALIZED', 'RUNNING', 'FAILED', 'UNAVAILABLE'];
    expect(states.map((state) => after.valueOf('gatehouse_plugin_state', { ...gamma, state }))).toEqual([
      0, 0, 0, 1, 0,
    ]);
    expect(after.valueOf('gatehouse_plugin_in_flight', gamma)).toBe(0);
    expect(after.valueOf(reason, { ...gamma, reason: 'cancelled' })).toBe(2);
  }, 60_000);

  it('has the jobs as they are kept, and leaves them out where the store does not answer', async () => {
    const { json } = await ask(`${url}/v1/jobs/stats`);
    const { by_status } = json as { by_status: Record<string, number> }; // ask holds it to the document
    await until(
      async () => (await scrape(url)).valueOf('gatehouse_jobs', { status: 'FAILED' }) === by_status['FAILED'],
    );
    const before = await scrape(url);
    expect(before.valueOf('gatehouse_jobs', { status: 'SUCCESS' })).toBe(by_status['SUCCESS']);
    expect(before.valueOf('gatehouse_jobs_oldest_pending_seconds')).toBe(0);
    expect(before.valueOf('gatehouse_jobs_queued_bytes')).toBe(0);
    expect(before.valueOf('gatehouse_build_info', { version: '0.1.0' })).toBe(1);
    await server.app.get(JobStore).close();
    await until(async () => (await scrape(url)).families.get('gatehouse_jobs')?.samples.length === 0);
    const after = await scrape(url);
    expect(after.valueOf('gatehouse_jobs_oldest_pending_seconds')).toBeNull();
    expect(after.valueOf('gatehouse_jobs_queued_bytes')).toBeNull();
    expect(after.valueOf('gatehouse_plugin_in_flight', { plugin: 'alpha' })).toBe(0);
  }, 60_000);
});
