import type { ExecutionControl, JsonObject, RunPayload } from '@gatehouse/contracts';
import type { PluginSource } from '../support/plugin-folder.js';
import { until } from '../sandbox/support/until.js';
import { openRegistry, type OpenRegistry } from './support/open-registry.js';

const CONTROL: ExecutionControl = { jobId: 'job-1', requestId: null };

interface Runnable extends OpenRegistry {
  /** Runs the plugin as the gate does, without its validation. */
  readonly run: (options?: JsonObject, control?: Partial<ExecutionControl>) => Promise<unknown>;
  /** Runs it and gives the code and message of what it was refused with. */
  readonly fails: (
    options?: JsonObject,
    control?: Partial<ExecutionControl>,
  ) => Promise<readonly [unknown, unknown]>;
}

/** A registry with one plugin `p`, started, and the right to run it. */
async function openPlugin(
  source: PluginSource,
  env: Parameters<typeof openRegistry>[1] = {},
): Promise<Runnable> {
  const opened = openRegistry([{ p: source }], env);
  const permit = opened.registry.claimExecutionPermit();
  await opened.registry.startAll(() => undefined);
  const run: Runnable['run'] = async (options = {}, control = {}) => {
    const payload: RunPayload = {
      image: Uint8Array.of(1, 2, 3),
      mimeType: 'image/png',
      width: 4,
      height: 5,
      original: { width: 8, height: 10 },
      options,
    };
    return opened.registry.handle('p')?.run(permit, payload, { ...CONTROL, ...control });
  };
  const fails: Runnable['fails'] = (options, control) =>
    run(options, control).then(
      (output) => {
        throw new Error(`it answered ${JSON.stringify(output)}`);
      },
      (thrown: unknown) => {
        const { code, message } = thrown as { code?: unknown; message?: unknown }; // whatever it is, it is compared
        return [code, message];
      },
    );
  return { ...opened, run, fails };
}

/** A plugin whose `run` is the function body in its option `code`. */
const STEERED: PluginSource = {
  manifest: { limits: { timeout_ms: 20_000, memory_mb: 64 } },
  code: `
    const AsyncFunction = (async () => undefined).constructor;
    export default {
      run: (payload, context) => new AsyncFunction('payload', 'context', payload.options.code)(payload, context),
    };
  `,
};

describe('an execution [GATE-03] [ERR-01]', () => {
  it('hands the plugin its payload and its context', async () => {
    const { run } = await openPlugin({
      code: `export default { run: ({ image, ...facts }, { jobId, deadline, signal }) => ({
        image: [...image], bytes: image instanceof Uint8Array, facts, jobId, aborted: signal.aborted, left: deadline > Date.now(),
      }) };`,
    });
    await expect(run({ lang: 'eng' })).resolves.toEqual({
      image: [1, 2, 3],
      bytes: true,
      facts: {
        mimeType: 'image/png',
        width: 4,
        height: 5,
        original: { width: 8, height: 10 },
        options: { lang: 'eng' },
      },
      jobId: 'job-1',
      aborted: false,
      left: true,
    });
  });

  it('initialises a plugin once, and logs what it says under the job', async () => {
    const { run, logs } = await openPlugin({
      code: `let initialised = 0; export default {
        initialize({ logger }) { initialised++; logger.info('loading'); },
        run(_, { logger }) { logger.warn('odd'); console.log('said'); return { initialised }; },
      };`,
    });
    await expect(run()).resolves.toEqual({ initialised: 1 });
    await expect(run()).resolves.toEqual({ initialised: 1 });
    expect(logs.slice(0, 3)).toEqual(['p info - loading', 'p warn job-1 odd', 'p info job-1 said']);
  });

  it('tells how far it is', async () => {
    const seen: unknown[] = [];
    const { run } = await openPlugin({
      code: 'export default { run(_, { progress }) { progress(0.5); return {}; } };',
    });
    await run({}, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ fraction: 0.5, message: '' }]);
  });

  it.each<[what: string, code: string, error: string, message: string | RegExp]>([
    ['throws', "throw new Error('kaboom')", 'PLUGIN_THREW', 'kaboom'],
    ['throws null', 'throw null', 'PLUGIN_THREW', 'something was thrown that has no message (null)'],
    [
      'throws a proxy',
      'throw new Proxy({}, { getPrototypeOf() { throw 1 }, get() { throw 1 }, has() { throw 1 } })',
      'PLUGIN_THREW',
      'something was thrown that cannot be looked at',
    ],
    [
      'tells where something lies',
      "throw new Error('no /etc/ssl/cert.pem')",
      'PLUGIN_THREW',
      'no …/cert.pem',
    ],
    [
      'reads what it may not',
      "(await import('node:fs')).readFileSync('/etc/shadow')",
      'PLUGIN_THREW',
      /^(?!.*\/etc)/,
    ],
    ['answers nothing', 'return', 'OUTPUT_NOT_JSON', /not a JSON object: it is undefined, not an object\.$/],
    ['answers a list', 'return []', 'OUTPUT_NOT_JSON', /it is an array, not an object\.$/],
    ['answers a Map', 'return { a: new Map() }', 'OUTPUT_NOT_JSON', /a Map at \/a is not a plain object\.$/],
    [
      'answers a cycle',
      'const a = {}; a.a = a; return a',
      'OUTPUT_TOO_LARGE',
      /nested deeper than 64 levels \(or a cycle\)\.$/,
    ],
    [
      'answers too much',
      "return { a: 'x'.repeat(9e6) }",
      'OUTPUT_TOO_LARGE',
      /more than 8388608 bytes of JSON\.$/,
    ],
    [
      'answers too many values',
      'return { a: new Array(2e5).fill(1) }',
      'OUTPUT_TOO_LARGE',
      /more than 200000 values\.$/,
    ],
    [
      'answers with a getter that throws',
      "return { get a() { throw new Error('from the getter') } }",
      'PLUGIN_THREW',
      'from the getter',
    ],
    [
      'exits',
      'process.exit(3)',
      'PLUGIN_CRASHED',
      'The process of plugin p ended before it answered (exit code 3). It is started anew for the next request.',
    ],
    [
      'runs out of memory',
      'const all = []; for (;;) all.push([...Array(1000).keys()])',
      'PLUGIN_OUT_OF_MEMORY',
      'Plugin p needed more than its 64 MB of memory and was stopped. Send a smaller image, or raise limits.memory_mb in its manifest.',
    ],
    [
      'writes to the channel',
      "(await import('node:fs')).writeSync(3, 'hello, host!'); await new Promise(() => undefined)",
      'PLUGIN_CRASHED',
      /it wrote 104 is no kind of frame to its channel/,
    ],
  ])('of a plugin that %s', async (_what, code, error, message) => {
    const { fails, run } = await openPlugin(STEERED);
    const expected = typeof message === 'string' ? message : (expect.stringMatching(message) as unknown);
    await expect(fails({ code })).resolves.toEqual([error, expected]);
    await expect(run({ code: 'return { lives: true }' })).resolves.toEqual({ lives: true });
  });

  it.each([
    ['JSON', "JSON.stringify = JSON.parse = () => { throw new Error('broken') }"],
    ['prototypes', 'Object.prototype.polluted = 1; Array.prototype.push = () => { throw 1 }'],
    ['promises', 'Promise.prototype.then = () => { throw 1 }'],
  ])('of a plugin that breaks the %s of its process breaks nothing else', async (_what, code) => {
    const { run } = await openPlugin({ ...STEERED, manifest: { limits: { timeout_ms: 2000 } } });
    await run({ code: `${code}; return {}` }).catch(() => undefined);
    expect(Reflect.has({}, 'polluted')).toBe(false);
    // the process may be of no use any more: at most one more execution pays for that
    await run({ code: 'return {}' }).catch(() => undefined);
    await expect(run({ code: 'return { lives: true }' })).resolves.toEqual({ lives: true });
  });

  it('of a plugin that does not end is ended', async () => {
    const { fails, run } = await openPlugin({ ...STEERED, manifest: { limits: { timeout_ms: 400 } } });
    await expect(fails({ code: 'for (;;);' })).resolves.toEqual([
      'PLUGIN_TIMED_OUT',
      'Plugin p did not finish within 400 ms and was stopped. Send a smaller image, or raise limits.timeout_ms in its manifest.',
    ]);
    await expect(run({ code: 'return { lives: true }' })).resolves.toEqual({ lives: true });
  });

  it('can be cancelled', async () => {
    const { fails } = await openPlugin(STEERED);
    const caller = new AbortController();
    const control = {
      signal: caller.signal,
      onProgress: () => {
        caller.abort();
      },
    };
    await expect(fails({ code: 'context.progress(0); for (;;);' }, control)).resolves.toEqual([
      'EXECUTION_CANCELLED',
      'The execution was cancelled: its caller gave up.',
    ]);
  });

  it('beyond the queue is refused', async () => {
    const { run, fails } = await openPlugin(STEERED, { EXECUTION_QUEUE: '0' });
    const caller = new AbortController();
    const ended =
      "await new Promise((resolve) => context.signal.addEventListener('abort', resolve)); return { ended: true }";
    const busy = run({ code: ended }, { signal: caller.signal });
    await expect(fails({ code: 'return {}' })).resolves.toEqual([
      'QUEUE_FULL',
      'Too much is waiting for plugin p (0 calls are waiting). Try again in 1000 ms.',
    ]);
    caller.abort();
    await expect(busy).resolves.toEqual({ ended: true });
  });

  it('of a plugin without a package.json, whose entry is .mjs', async () => {
    const { run } = await openPlugin({
      manifest: { entry: 'dist/plugin.mjs' },
      code: null,
      files: {
        'package.json': null,
        'dist/plugin.mjs':
          "import { answer } from '../answer.mjs'; export default { run: () => ({ answer }) };",
        'answer.mjs': 'export const answer = 42;',
      },
    });
    await expect(run()).resolves.toEqual({ answer: 42 });
  });

  it('of a plugin with packages of its own', async () => {
    const { run } = await openPlugin({
      code: "import { answer } from 'own'; export default { run: () => ({ answer }) };",
      files: {
        'package.json': '{ "type": "module", "dependencies": { "own": "1" } }',
        'node_modules/own/package.json': '{ "name": "own", "type": "module", "exports": "./own.js" }',
        'node_modules/own/own.js': 'export const answer = 42;',
      },
    });
    await expect(run()).resolves.toEqual({ answer: 42 });
  });
});

describe('the state of a plugin [LIFE-02]', () => {
  it('is RUNNING while any execution is in flight, and hears the last report', async () => {
    const { registry, run } = await openPlugin({ ...STEERED, manifest: { limits: { max_concurrency: 2 } } });
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null });
    const callers = [new AbortController(), new AbortController()];
    const ended =
      "await new Promise((resolve) => context.signal.addEventListener('abort', resolve)); return {}";
    let started = 0;
    const onStart = (): void => {
      started++;
    };
    const [one, other] = callers.map(({ signal }) => run({ code: ended }, { signal, onStart }));
    expect(registry.health('p')).toMatchObject({ state: 'RUNNING' });
    await until(() => started === 2);
    callers[0]?.abort();
    await one;
    registry.handle('p')?.noteFault('PLUGIN_THREW', 'it threw');
    registry.updateExecutionMetrics('p', 'FAILED', 5, true);
    expect(registry.health('p')).toMatchObject({ state: 'RUNNING', errorCount: 1 });
    callers[1]?.abort();
    await other;
    registry.updateExecutionMetrics('p', 'INITIALIZED', 5, false);
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null, successCount: 1 });
  });

  it('is FAILED for the reason that was noted, until an execution succeeds', async () => {
    const { registry, run, fails } = await openPlugin(STEERED);
    await fails({ code: "throw new Error('kaboom')" });
    registry.handle('p')?.noteFault('PLUGIN_THREW', 'kaboom');
    registry.updateExecutionMetrics('p', 'FAILED', 5, true);
    expect(registry.health('p')).toMatchObject({ state: 'FAILED', reason: 'kaboom' });
    expect(() => registry.handle('p')?.requireRunnable()).not.toThrow();
    await run({ code: 'return {}' });
    registry.updateExecutionMetrics('p', 'INITIALIZED', 5, false);
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null });
    expect(registry.history('p')?.map(({ from, to, reason, actor }) => [from, to, reason, actor])).toEqual([
      ['LOADED', 'INITIALIZED', null, 'loader'],
      ['INITIALIZED', 'RUNNING', null, 'execution'],
      ['RUNNING', 'FAILED', 'kaboom', 'execution'],
      ['FAILED', 'RUNNING', null, 'execution'],
      ['RUNNING', 'INITIALIZED', null, 'execution'],
    ]);
  });

  it('counts the time since its code was ready', async () => {
    const { registry } = await openPlugin({});
    expect(registry.health('p')?.uptimeSeconds).toBeGreaterThan(0);
  });
});
