import { join } from 'node:path';
import type { ExecutionControl, RunPayload } from '@gatehouse/contracts';
import type { PluginLoad } from '@gatehouse/plugins';
import { pluginFolder, writePlugin } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { openRegistry } from './support/open-registry.js';

const CONTROL: ExecutionControl = { jobId: null, requestId: null };
const LIMITS = { memory_mb: 64, timeout_ms: 20_000, max_concurrency: 2 };
const NONE = {
  crashed: 0,
  killed: 0,
  out_of_memory: 0,
  timed_out: 0,
  cancelled: 0,
  protocol: 0,
  recycled: 0,
};

/** Waits for as long as its option says, or ends its process. */
const WAITER = `export default {
  run: ({ options }, { signal }) => options.ms === 0 ? process.exit(1) : new Promise((done) => {
    const timer = setTimeout(done, options.ms, {});
    signal.addEventListener('abort', () => { clearTimeout(timer); done({}); });
  }),
};`;

const folder = pluginFolder({
  idle: {},
  waiter: { code: WAITER, manifest: { limits: LIMITS, options_schema: { type: 'object' } } },
});
const { registry, reloader } = openRegistry([folder], { EXECUTION_QUEUE: '9' });
const permit = registry.claimExecutionPermit();
await registry.startAll(() => undefined);

const load = (name: string): PluginLoad | undefined => registry.loads().find((one) => one.name === name);

async function run(ms: number, signal?: AbortSignal): Promise<string> {
  const handle = registry.handle('waiter');
  const payload: RunPayload = {
    image: new Uint8Array([1]),
    mimeType: 'image/png',
    width: 1,
    height: 1,
    original: { width: 1, height: 1 },
    options: { ms },
  };
  try {
    await handle?.run(permit, payload, signal === undefined ? CONTROL : { ...CONTROL, signal });
    return 'answered';
  } catch {
    return 'failed';
  } finally {
    handle?.letGo();
  }
}

describe('how much plugins have to do [STAB-01]', () => {
  it('is nothing at first, of every plugin', () => {
    expect(registry.loads()).toEqual([
      { name: 'idle', state: 'INITIALIZED', inFlight: 0, queued: 0, restarts: NONE },
      { name: 'waiter', state: 'INITIALIZED', inFlight: 0, queued: 0, restarts: NONE },
    ]);
  });

  it('tells what a process has from what waits for one, also through a reload', async () => {
    const leave = new AbortController();
    const runs = Array.from({ length: 5 }, () => run(60_000, leave.signal));
    await until(() => load('waiter')?.inFlight === 2);
    expect(load('waiter')).toMatchObject({ state: 'RUNNING', inFlight: 2, queued: 3 });
    writePlugin(join(folder, 'waiter'), 'waiter', {
      code: WAITER,
      manifest: { limits: LIMITS, options_schema: { type: 'object' }, version: '2.0.0' },
    });
    await reloader.reload('waiter');
    const later = run(60_000, leave.signal);
    await until(() => load('waiter')?.inFlight === 3);
    expect(load('waiter')).toMatchObject({ queued: 3 });
    leave.abort();
    await Promise.all([...runs, later]);
    expect(load('waiter')).toMatchObject({ inFlight: 0, queued: 0 });
  });

  it('counts the processes that were lost, and goes on counting after a reload', async () => {
    expect(await run(0)).toBe('failed');
    await until(() => load('waiter')?.restarts.crashed === 1);
    await reloader.reload('waiter');
    expect(await run(0)).toBe('failed');
    await until(() => load('waiter')?.restarts.crashed === 2);
    expect(load('idle')?.restarts).toEqual(NONE);
  });

  it('names the version that a handle keeps to', async () => {
    const before = registry.handle('waiter');
    writePlugin(join(folder, 'waiter'), 'waiter', { code: WAITER, manifest: { version: '3.0.0' } });
    await reloader.reload('waiter');
    const after = registry.handle('waiter');
    expect([before?.version, after?.version]).toEqual(['2.0.0', '3.0.0']);
    before?.letGo();
    after?.letGo();
  });
});
