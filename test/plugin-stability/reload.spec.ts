import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionControl, RunPayload } from '@gatehouse/contracts';
import type { PluginHandle, PluginRegistry } from '@gatehouse/plugins';
import { processesOf } from '../sandbox/support/processes-of.js';
import { pluginFolder, writePlugin } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { openRegistry } from './support/open-registry.js';

const CONTROL: ExecutionControl = { jobId: null, requestId: null };
const PAYLOAD: RunPayload = {
  image: new Uint8Array([1, 2, 3]),
  mimeType: 'image/png',
  width: 1,
  height: 1,
  original: { width: 1, height: 1 },
  options: {},
};
const LIMITS = { memory_mb: 64, timeout_ms: 20_000 };

const answering = (word: string): string => `export default { run: () => ({ word: '${word}' }) };`;
const slowly = (word: string): string =>
  `export default { run: () => new Promise((done) => setTimeout(done, 1500, { word: '${word}' })) };`;
const BROKEN = "throw new Error('at load')";

/** A registry whose plugins have been started, and how one of them is run. */
async function open(plugins: Parameters<typeof pluginFolder>[0]): Promise<{
  readonly folder: string;
  readonly registry: PluginRegistry;
  readonly reloader: ReturnType<typeof openRegistry>['reloader'];
  readonly hold: (name: string) => { readonly handle: PluginHandle; readonly run: () => Promise<unknown> };
  readonly word: (name: string) => Promise<unknown>;
}> {
  const folder = pluginFolder(plugins);
  const { registry, reloader } = openRegistry([folder]);
  const permit = registry.claimExecutionPermit();
  await registry.startAll(() => undefined);
  const hold = (name: string): { handle: PluginHandle; run: () => Promise<unknown> } => {
    const handle = registry.handle(name);
    if (handle === null) throw new Error(`there is no plugin ${name}`);
    const run = async (): Promise<unknown> => {
      try {
        return (await handle.run(permit, PAYLOAD, CONTROL))['word'];
      } finally {
        handle.letGo();
      }
    };
    return { handle, run };
  };
  return { folder, registry, reloader, hold, word: (name) => hold(name).run() };
}

describe('reloading one plugin [STAB-02]', () => {
  it('puts the code that is in the folder now in the place of what serves', async () => {
    const { folder, registry, reloader, word } = await open({
      p: { code: answering('old'), manifest: { limits: LIMITS } },
    });
    expect(await word('p')).toBe('old');
    writePlugin(join(folder, 'p'), 'p', { code: answering('new'), manifest: { version: '2.0.0' } });
    expect(await reloader.reload('p')).toEqual({ name: 'p', outcome: 'reloaded', reason: null });
    expect(await word('p')).toBe('new');
    expect(registry.health('p')).toMatchObject({ version: '2.0.0', state: 'RUNNING', reason: null });
    const steps = registry.history('p')?.map(({ from, to, actor, reason }) => [from, to, actor, reason]);
    expect(steps?.slice(2, 4)).toEqual([
      ['RUNNING', 'LOADED', 'operator', 'reloaded as version 2.0.0'],
      ['LOADED', 'INITIALIZED', 'operator', 'reloaded as version 2.0.0'],
    ]);
  });

  it('lets what is in flight end on the old code, and what holds it begin there; then its processes end', async () => {
    const { folder, reloader, hold, word } = await open({
      p: { code: slowly('old'), manifest: { limits: LIMITS } },
    });
    const inFlight = hold('p').run();
    const held = hold('p');
    const oldProcesses = processesOf(folder);
    writePlugin(join(folder, 'p'), 'p', { code: answering('new'), manifest: { limits: LIMITS } });
    await reloader.reload('p');
    expect(await word('p')).toBe('new');
    expect(await inFlight).toBe('old');
    expect(await held.run()).toBe('old');
    await until(() => {
      const left = processesOf(folder);
      return oldProcesses.every((pid) => !left.includes(pid));
    });
    expect(oldProcesses.length).toBeGreaterThan(0);
  });

  it.each([
    ['does not start', { code: BROKEN }, /^Its code could not be started: at load/],
    ['has a manifest that is none', { manifest: '{' }, /plugin\.json/],
    ['requires what is missing', { manifest: { requires: { files: ['model.bin'] } } }, /The file model\.bin/],
  ])('keeps the old code where the new one %s, and says why', async (_, source, reason) => {
    const { folder, registry, reloader, word } = await open({ p: { code: answering('old') } });
    writePlugin(join(folder, 'p'), 'p', source);
    const before = registry.history('p')?.length;
    expect(await reloader.reload('p')).toEqual({
      name: 'p',
      outcome: 'failed',
      reason: expect.stringMatching(reason) as string, // a matcher, typed as what it matches
    });
    expect(registry.history('p')).toHaveLength(before ?? -1);
    expect(registry.isReady('p')).toBe(true);
    expect(await word('p')).toBe('old');
  });

  it('brings back a plugin that could not run, and one that was out of service', async () => {
    const { folder, registry, reloader, word } = await open({ p: { code: BROKEN } });
    expect(registry.health('p')).toMatchObject({ state: 'FAILED' });
    writePlugin(join(folder, 'p'), 'p', { code: 'export default { run: () => process.abort() };' });
    expect(await reloader.reload('p')).toMatchObject({ outcome: 'reloaded' });
    for (let fault = 0; fault < 3; fault++) await expect(word('p')).rejects.toThrow();
    expect(registry.health('p')).toMatchObject({ state: 'UNAVAILABLE' });
    expect(registry.nextTrialAt('p')).toBeInstanceOf(Date);
    writePlugin(join(folder, 'p'), 'p', { code: answering('mended') });
    expect(await reloader.reload('p')).toMatchObject({ outcome: 'reloaded' });
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null });
    expect(registry.nextTrialAt('p')).toBeNull();
    expect(await word('p')).toBe('mended');
  });

  it('tells the newest reason of a plugin that still cannot run', async () => {
    const { folder, registry, reloader } = await open({ p: { code: BROKEN } });
    writePlugin(join(folder, 'p'), 'p', { manifest: '{' });
    await reloader.reload('p');
    expect(registry.health('p')?.reason).toMatch(/^plugin\.json is not JSON/);
  });

  it('takes in a folder that is new, keeps what lost its folder, and knows no others', async () => {
    const { folder, reloader, word } = await open({ p: { code: answering('old') } });
    writePlugin(join(folder, 'q'), 'q', { code: answering('q') });
    expect(await reloader.reload('q')).toMatchObject({ outcome: 'added' });
    expect(await word('q')).toBe('q');
    rmSync(join(folder, 'p'), { recursive: true });
    expect(await reloader.reload('p')).toMatchObject({ outcome: 'failed', reason: /folder is gone/ });
    expect(await word('p')).toBe('old');
    expect(await reloader.reload('none')).toBeNull();
  });

  it('does not take a fault of the old code for one of the new', async () => {
    const throwing = "export default { run: () => { throw new Error('kaboom'); } };";
    const { folder, registry, reloader, hold } = await open({ p: { code: throwing } });
    const held = hold('p');
    writePlugin(join(folder, 'p'), 'p', { code: answering('new') });
    await reloader.reload('p');
    await expect(held.run()).rejects.toThrow('kaboom');
    held.handle.noteFault('PLUGIN_THREW', 'kaboom');
    registry.updateExecutionMetrics('p', 'FAILED', 5, true);
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null, errorCount: 1 });
  });
});

describe('reloading all plugins [STAB-02]', () => {
  it('renews, takes in, lets go, and fails each by itself', async () => {
    const { folder, registry, reloader, hold, word } = await open({
      breaks: { code: answering('old') },
      goes: { code: slowly('bye'), manifest: { limits: LIMITS } },
      stays: { code: answering('old') },
    });
    const leaving = hold('goes').run();
    rmSync(join(folder, 'goes'), { recursive: true });
    writePlugin(join(folder, 'breaks'), 'breaks', { code: BROKEN });
    writePlugin(join(folder, 'comes'), 'comes', { code: answering('hello') });
    writePlugin(join(folder, 'stays'), 'stays', { code: answering('new') });
    expect(await reloader.reloadAll()).toMatchObject([
      { name: 'breaks', outcome: 'failed' },
      { name: 'comes', outcome: 'added', reason: null },
      { name: 'goes', outcome: 'removed', reason: null },
      { name: 'stays', outcome: 'reloaded', reason: null },
    ]);
    expect(registry.list().map(({ name }) => name)).toEqual(['breaks', 'comes', 'stays']);
    expect([await word('breaks'), await word('comes'), await word('stays')]).toEqual(['old', 'hello', 'new']);
    expect(await leaving).toBe('bye');
    await until(() => processesOf(join(folder, 'goes')).length === 0);
  });

  it('does one reload after the other: slow code that was read before does not replace what was read later', async () => {
    const { folder, reloader, word } = await open({ p: { code: answering('old') } });
    const slow = `await new Promise((done) => setTimeout(done, 1000)); ${answering('slow')}`;
    writePlugin(join(folder, 'p'), 'p', { code: slow });
    const first = reloader.reload('p');
    await until(() => processesOf(folder).length > 1);
    await sleep(300); // it has read its code by then, or the test shows nothing
    writePlugin(join(folder, 'p'), 'p', { code: answering('new') });
    await Promise.all([first, reloader.reload('p'), reloader.reloadAll()]);
    expect(await word('p')).toBe('new');
  });
});

describe('trying again what cannot run [STAB-01]', () => {
  const AT_ONCE = { firstTryAfterMs: 0, longestTryAfterMs: 0 };

  it('brings a plugin back when what it requires is there, by itself', async () => {
    const folder = pluginFolder({
      p: { manifest: { requires: { files: ['model.bin'] } }, files: { 'kept.txt': 'x' } },
      malformed: { manifest: '{' },
    });
    const { registry, reloader } = openRegistry([folder], {}, undefined, AT_ONCE);
    await registry.startAll(() => undefined);
    expect(await reloader.retry()).toEqual([]);
    expect(registry.health('p')).toMatchObject({ state: 'UNAVAILABLE' });
    writeFileSync(join(folder, 'p', 'model.bin'), 'weights');
    writePlugin(join(folder, 'malformed'), 'malformed', {}); // an operator's reload is to take it, not a retry
    expect(await reloader.retry()).toEqual([{ name: 'p', outcome: 'reloaded', reason: null }]);
    expect(registry.health('p')).toMatchObject({ state: 'INITIALIZED', reason: null });
    expect(registry.history('p')?.at(-1)).toMatchObject({ to: 'INITIALIZED', actor: 'loader' });
    expect(registry.health('malformed')).toMatchObject({ state: 'FAILED' });
    expect(await reloader.retry()).toEqual([]);
  });

  it('brings a plugin back whose code starts at a later try', async () => {
    const { folder, registry, reloader } = await open({ p: { code: BROKEN } });
    const again = openRegistry([folder], {}, undefined, AT_ONCE);
    await again.registry.startAll(() => undefined);
    expect(again.registry.health('p')).toMatchObject({ state: 'FAILED' });
    writePlugin(join(folder, 'p'), 'p', { code: answering('mended') });
    expect(await again.reloader.retry()).toMatchObject([{ name: 'p', outcome: 'reloaded' }]);
    expect(again.registry.isReady('p')).toBe(true);
    expect(await reloader.retry()).toEqual([]); // its first try is half a minute away
    expect(registry.health('p')).toMatchObject({ state: 'FAILED' });
  });
});
