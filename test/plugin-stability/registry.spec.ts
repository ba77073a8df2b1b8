import { inspect } from 'node:util';
import type { ExecutionControl, RunPayload } from '@gatehouse/contracts';
import type { ExecutionPermit, PluginHandle, PluginRegistry } from '@gatehouse/plugins';
import { openRegistry } from './support/open-registry.js';

const CONTROL: ExecutionControl = { jobId: null, requestId: null };
const payload = (options: RunPayload['options'] = {}): RunPayload => ({
  image: new Uint8Array([1, 2, 3]),
  mimeType: 'image/png',
  width: 1,
  height: 1,
  original: { width: 1, height: 1 },
  options,
});

function handleOf(registry: PluginRegistry, name: string): PluginHandle {
  const handle = registry.handle(name);
  if (handle === null) throw new Error(`the test means a plugin that is there: ${name}`);
  return handle;
}

/** A registry with one plugin `p` that is not started. */
const quiet = (): PluginRegistry => openRegistry([{ p: {} }]).registry;

describe('the registry [STAB-02]', () => {
  it('lists its plugins sorted by name, whatever the order of their folders', () => {
    const { registry } = openRegistry([
      { zebra: {}, 'a-b': {} },
      { ant: {}, ab: { manifest: '{' }, a: {} },
    ]);
    expect(registry.list().map(({ name }) => name)).toEqual(['a', 'a-b', 'ab', 'ant', 'zebra']);
  });

  it('knows nothing of a plugin that is not there, not even of names that every object has', () => {
    const registry = quiet();
    for (const name of ['q', '', 'constructor', '__proto__', 'toString', 'P']) {
      expect([registry.has(name), registry.health(name), registry.manifest(name)]).toEqual([
        false,
        null,
        null,
      ]);
      expect([registry.handle(name), registry.history(name)]).toEqual([null, null]);
    }
  });

  it('begins with nothing counted [MET-02]', () => {
    expect(quiet().health('p')).toEqual({
      name: 'p',
      state: 'LOADED',
      description: 'The plugin p.',
      version: '1.0.0',
      reason: null,
      uptimeSeconds: 0,
      lastUsed: null,
      successCount: 0,
      errorCount: 0,
      lastExecutionTimeMs: null,
      avgExecutionTimeMs: null,
    });
  });

  it('counts what is reported, and averages the last ten that ran [MET-02]', () => {
    const registry = quiet();
    for (let ms = 1; ms <= 12; ms++) registry.updateExecutionMetrics('p', 'INITIALIZED', ms, ms % 4 === 0);
    expect(registry.health('p')).toMatchObject({
      successCount: 9,
      errorCount: 3,
      lastExecutionTimeMs: 12,
      avgExecutionTimeMs: (3 + 12) / 2,
    });
  });

  it('leaves the times alone for an execution that never ran, but counts it and when it was', () => {
    const registry = quiet();
    registry.updateExecutionMetrics('p', 'INITIALIZED', 0, true);
    expect(registry.health('p')).toMatchObject({
      successCount: 0,
      errorCount: 1,
      lastExecutionTimeMs: null,
      avgExecutionTimeMs: null,
      lastUsed: expect.any(Date) as unknown,
    });
    registry.updateExecutionMetrics('p', 'INITIALIZED', 8, false);
    registry.updateExecutionMetrics('p', 'INITIALIZED', 0, true);
    expect(registry.health('p')).toMatchObject({
      successCount: 1,
      errorCount: 2,
      lastExecutionTimeMs: 8,
      avgExecutionTimeMs: 8,
    });
  });

  it.each([-1, NaN, -Infinity])('takes %d for no time at all', (ms) => {
    const registry = quiet();
    registry.updateExecutionMetrics('p', 'INITIALIZED', ms, false);
    expect(registry.health('p')).toMatchObject({ successCount: 1, avgExecutionTimeMs: null });
  });

  it('hears nothing of a plugin that is not there', () => {
    const registry = quiet();
    registry.updateExecutionMetrics('q', 'FAILED', 5, true);
    registry.updateExecutionMetrics('__proto__', 'FAILED', 5, true);
    expect(registry.list()).toHaveLength(1);
    expect(registry.health('p')).toMatchObject({ errorCount: 0 });
  });

  it('does not move a plugin that did not run for a fault of the caller [LIFE-02]', () => {
    const registry = quiet();
    registry.updateExecutionMetrics('p', 'LOADED', 0, true);
    registry.updateExecutionMetrics('p', 'INITIALIZED', 0, true);
    expect(registry.health('p')).toMatchObject({ state: 'LOADED', errorCount: 2 });
    expect(registry.history('p')).toEqual([]);
  });

  it('keeps what made a plugin unavailable, whatever an execution reports [LIFE-02]', () => {
    const { registry } = openRegistry([{ p: { manifest: { requires: { packages: ['no-such-package'] } } } }]);
    const before = registry.health('p');
    for (const state of ['FAILED', 'INITIALIZED', 'RUNNING', 'LOADED'] as const) {
      registry.updateExecutionMetrics('p', state, 0, true);
    }
    expect(registry.health('p')).toMatchObject({
      state: 'UNAVAILABLE',
      reason: before?.reason,
      errorCount: 4,
    });
    expect(() => handleOf(registry, 'p').requireRunnable()).toThrow(
      expect.objectContaining({ code: 'PLUGIN_UNAVAILABLE', plugin: 'p' }) as Error,
    );
  });

  it('holds a plugin for ready once its code has started, also after a fault, and no other', async () => {
    const { registry } = openRegistry([
      { p: {}, broken: { code: 'throw new Error("at load")' }, none: { manifest: '{' } },
    ]);
    expect(registry.isReady('p')).toBe(false);
    await registry.startAll(() => undefined);
    registry.updateExecutionMetrics('p', 'FAILED', 1, true);
    expect(registry.health('p')).toMatchObject({ state: 'FAILED' });
    expect(['p', 'broken', 'none', 'nobody'].filter((name) => registry.isReady(name))).toEqual(['p']);
    await registry.closeAll();
  });

  it('runs nothing that could not be loaded', async () => {
    const { registry } = openRegistry([{ p: { manifest: '{' }, q: { code: 'throw 1' } }]);
    const permit = registry.claimExecutionPermit();
    await registry.startAll(() => undefined);
    for (const name of ['p', 'q']) {
      await expect(handleOf(registry, name).run(permit, payload(), CONTROL)).rejects.toMatchObject({
        code: 'PLUGIN_LOAD_FAILED',
      });
      expect(registry.health(name)).toMatchObject({ state: 'FAILED' });
    }
  });
});

describe('the permit [PATH-03]', () => {
  it('is given out once', () => {
    const registry = quiet();
    registry.claimExecutionPermit();
    expect(() => registry.claimExecutionPermit()).toThrow('The execution permit is taken');
  });

  const strangers: readonly (readonly [what: string, make: (real: ExecutionPermit) => unknown])[] = [
    ['nothing', () => undefined],
    ['null', () => null],
    ['true', () => true],
    ['a text', () => 'permit'],
    ['an object like it', () => Object.freeze(Object.create(null) as object)],
    ['a copy', (real) => structuredClone<unknown>(real)],
    ['an heir', (real) => Object.create(real) as unknown],
    ['a proxy', (real) => new Proxy(real, {})],
    ['the permit of another registry', () => quiet().claimExecutionPermit()],
  ];
  it.each(strangers)('cannot be replaced by %s', async (_what, make) => {
    const registry = quiet();
    const forged = make(registry.claimExecutionPermit()) as ExecutionPermit; // that it is none is the test
    await expect(handleOf(registry, 'p').run(forged, payload(), CONTROL)).rejects.toThrow(
      "Plugin p was asked to run without the gate's permit. Go through ToolRunner.",
    );
    expect(registry.health('p')).toMatchObject({ state: 'LOADED' });
  });

  it('and what it opens cannot be found by looking', () => {
    const registry = quiet();
    const handle = handleOf(registry, 'p');
    for (const held of [registry, handle]) {
      expect(Reflect.ownKeys(held)).toEqual([]);
      expect(JSON.stringify(held)).toBe('{}');
      expect(inspect(held, { showHidden: true, depth: 9 })).not.toMatch(/host|pool|permit/i);
    }
  });

  it('is asked of every object that lends itself the method', async () => {
    const registry = quiet();
    const permit = registry.claimExecutionPermit();
    const handle = handleOf(registry, 'p');
    const run = Reflect.get(handle, 'run'); // the method by itself
    const lent = Reflect.apply(run, { name: 'p' }, [permit, payload(), CONTROL]);
    await expect(lent).rejects.toThrow(TypeError);
    const heir = Object.create(handle) as PluginHandle;
    await expect(heir.run(permit, payload(), CONTROL)).rejects.toThrow(TypeError);
  });
});
