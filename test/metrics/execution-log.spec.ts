import { spawnServer, spawnWorker, type ServerProcess } from '../../scripts/support/server-process.js';
import { ask, postJson, sample } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';

type Line = Readonly<Record<string, unknown>>;

const folder = pluginFolder({
  acting: {
    code: `export default { run: ({ options }) => {
      if (options.act === 'throw') throw new Error('kaboom');
      return { ok: true };
    } };`,
    manifest: {
      version: '7.8.9',
      options_schema: {
        type: 'object',
        additionalProperties: false,
        properties: { act: { type: 'string' } },
      },
      limits: { memory_mb: 64 },
    },
  },
});
const ENV = { PLUGIN_PATHS: folder, PLUGIN_ONLY: 'acting', LOG_LEVEL: 'info' };
const png = sample('qr-tiny.png');
const processes: ServerProcess[] = [];

afterAll(() => Promise.all(processes.map((one) => one.dispose())));

async function start(program: Promise<ServerProcess>): Promise<{ url: string; executions: () => Line[] }> {
  const started = await program;
  processes.push(started);
  const url = await started.ready();
  await until(() => started.output.stdout.includes('plugin is ready'));
  const raw = (): string[] =>
    started.output.stdout.split('\n').filter((line) => line.includes('"msg":"execution"'));
  return {
    url,
    executions: () =>
      raw().map((line) => {
        const keys = [...line.matchAll(/[{,]"(\w+)":/g)].map(([, key]) => key);
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]); // JSON.parse would hide it
        return JSON.parse(line) as Line; // our own log: JSON, a line each
      }),
  };
}

const send = (url: string, path: string, options: object, requestId: string): ReturnType<typeof ask> =>
  ask(`${url}${path}?plugin=acting&options=${encodeURIComponent(JSON.stringify(options))}`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', 'x-request-id': requestId },
    body: png,
  });
const ANALYZE = '/v1/analyze-execution';
const SUBMIT = `${ANALYZE}/async`;

describe('the log of a server', () => {
  let url: string;
  let executions: () => Line[];
  beforeAll(async () => {
    ({ url, executions } = await start(spawnServer(ENV)));
  }, 30_000);

  const linesOf = async (requestId: string, count: number): Promise<Line[]> => {
    const found = (): Line[] => executions().filter((line) => line['request_id'] === requestId);
    await until(() => found().length >= count);
    await new Promise((resolve) => setTimeout(resolve, 50)); // one too many would come now
    return found();
  };

  it('has one line for an execution: whose it is, how it ended, and what it took', async () => {
    const { json } = await send(url, ANALYZE, {}, 'sync-ok');
    const [line, ...more] = await linesOf('sync-ok', 1);
    expect(more).toEqual([]);
    const { job_id } = json as { job_id: string }; // ask holds it to the document
    expect(line).toMatchObject({
      level: 'info',
      context: 'Execution',
      plugin: 'acting',
      version: '7.8.9',
      job_id,
      outcome: 'ok',
    });
    const phases = ['input_ms', 'decode_ms', 'queue_ms', 'run_ms', 'output_ms'];
    const sum = phases.reduce((total, phase) => total + Number(line?.[phase]), 0);
    expect(sum).toBeCloseTo(Number(line?.['total_ms']), 1);
    expect(line).not.toHaveProperty('traceback');
  });

  it.each([
    ['what the caller did wrong', ANALYZE, { no: 1 }, 'OPTIONS_INVALID', 'warn'],
    ['what the caller did wrong when submitting', SUBMIT, { no: 1 }, 'OPTIONS_INVALID', 'warn'],
    ['what the plugin did wrong', ANALYZE, { act: 'throw' }, 'PLUGIN_THREW', 'error'],
  ])(
    'has one line for %s, with the stack only where it tells something',
    async (_, path, options, code, level) => {
      const requestId = `failed-${code}-${path.length}`;
      const { text } = await send(url, path, options, requestId);
      const lines = await linesOf(requestId, 1);
      expect(lines).toHaveLength(1);
      expect(lines).toMatchObject([
        { level, plugin: 'acting', outcome: code, reason: expect.any(String) as string },
      ]);
      const isTold = code === 'PLUGIN_THREW';
      expect('traceback' in (lines[0] ?? {})).toBe(isTold);
      if (isTold) expect(lines[0]?.['traceback']).toMatch(/kaboom[\s\S]*index\.js/);
      expect(text).not.toMatch(/index\.js|at .*:\d+:\d+/);
    },
  );

  it('has one line for a job, under the request that submitted it', async () => {
    const { json } = await send(url, SUBMIT, {}, 'submitted');
    const { job_id } = json as { job_id: string }; // likewise
    expect(await linesOf('submitted', 1)).toMatchObject([{ job_id, outcome: 'ok', level: 'info' }]);
  });

  it('has one line for each item of a batch', async () => {
    const image = png.toString('base64');
    const items = [{}, { no: 1 }, { act: 'throw' }].map((options) => ({ plugin: 'acting', image, options }));
    const { json } = await postJson(`${url}${ANALYZE}/batch`, { items }, { 'x-request-id': 'batch' });
    const lines = await linesOf('batch', 3);
    const told = lines.map((line) => [line['job_id'], line['outcome']]).sort();
    const { results } = json as {
      results: { job_id: string; error: { details: { code: string } } | null }[];
    }; // likewise
    expect(told).toEqual(results.map((one) => [one.job_id, one.error?.details.code ?? 'ok']).sort());
  });

  it('does not mention that it was asked for its metrics, in which its process is too', async () => {
    const { text } = await ask(`${url}/metrics`);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d{8,}/m);
    expect(processes[0]?.output.stdout).not.toContain('"path":"/metrics"');
  });
});

describe('the log of a worker', () => {
  it('has one line for each job that it runs, under the request that submitted it to a server', async () => {
    const postgres = await startPostgres();
    const env = { ...ENV, DATABASE_URL: await postgres.createDatabase() };
    const server = await start(spawnServer({ ...env, JOB_CONCURRENCY: '1' }));
    const worker = await start(spawnWorker({ ...env, JOB_CONCURRENCY: '4' }));
    const ids = Array.from({ length: 12 }, (_, index) => `job-${index}`);
    await Promise.all(ids.map((id) => send(server.url, SUBMIT, {}, id)));
    const all = (): Line[] => [...server.executions(), ...worker.executions()];
    await until(() => all().length >= ids.length);
    expect(
      all()
        .map((line) => line['request_id'])
        .sort(),
    ).toEqual([...ids].sort());
    expect(worker.executions().length).toBeGreaterThan(0);
    expect(worker.executions().filter((line) => line['outcome'] !== 'ok')).toEqual([]);
  }, 60_000);
});
