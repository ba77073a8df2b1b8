import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PluginHost } from '../../libs/plugins/src/host/plugin-host.js';
import { fileProblem } from '../../libs/plugins/src/loader/inside.js';
import { loadPlugin } from '../../libs/plugins/src/loader/load-plugin.js';
import { pluginFolder } from '../support/plugin-folder.js';
import type { PluginRegistry } from '@gatehouse/plugins';
import { ProcessBudget } from '@gatehouse/sandbox';
import { BROKEN_CODE } from './support/broken-code.js';
import { BROKEN_CONTENTS } from './support/broken-contents.js';
import { brokenFolders, type BrokenFolder } from './support/broken-folder.js';
import { BROKEN_MANIFESTS } from './support/broken-manifests.js';
import { openRegistry } from './support/open-registry.js';
const named = (rows: readonly BrokenFolder[]): { what: string; row: BrokenFolder }[] =>
  rows.map((row) => ({ what: row[0], row }));

const openBeside = (subject: BrokenFolder): PluginRegistry =>
  openRegistry([brokenFolders({ subject })]).registry;

describe('a folder that holds no plugin that could run [STAB-01]', () => {
  it.each(named([...BROKEN_MANIFESTS, ...BROKEN_CONTENTS]))('has or asks for $what', ({ row }) => {
    const [, , state, reason] = row;
    expect(openBeside(row).list()).toMatchObject([
      { name: 'good', state: 'LOADED', reason: null },
      { name: 'subject', state, reason },
    ]);
  });

  it.each(named(BROKEN_CODE))('has $what', async ({ row }) => {
    const [, , state, reason] = row;
    const registry = openBeside(row);
    const failed: string[] = [];
    await registry.startAll((name) => failed.push(name));
    expect(registry.list()).toMatchObject([
      { name: 'good', state: 'INITIALIZED', reason: null },
      { name: 'subject', state, reason },
    ]);
    expect(failed).toEqual(['subject']);
  });

  it('is a link to nothing, or to a file', () => {
    const folder = pluginFolder({ good: {} });
    writeFileSync(join(folder, 'readme.txt'), '');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
    symlinkSync(join(folder, 'readme.txt'), join(folder, 'linked'));
    const { registry } = openRegistry([folder]);
    expect(registry.list()).toMatchObject([
      {
        name: 'broken',
        state: 'FAILED',
        reason: 'It is a link that leads nowhere. Mend the link or take it out.',
      },
      { name: 'good', state: 'LOADED' },
      {
        name: 'linked',
        state: 'FAILED',
        reason: 'It is a link to a file; a plugin is a folder. Mend the link or take it out.',
      },
    ]);
  });
});

describe('a folder of a plugin [STAB-01]', () => {
  it('may begin its manifest with a byte order mark', () => {
    const folder = pluginFolder({ good: {} });
    const manifest = join(folder, 'good/plugin.json');
    writeFileSync(manifest, `\ufeff${readFileSync(manifest, 'utf8')}`);
    expect(openRegistry([folder]).registry.list()).toMatchObject([{ name: 'good', state: 'LOADED' }]);
  });

  it('may hold links that stay inside, and links to what it may read', () => {
    const folder = pluginFolder({
      good: { files: { 'data/a': '' }, manifest: { permissions: { read: ['../shared'] } } },
    });
    mkdirSync(join(folder, 'shared'));
    symlinkSync('data/a', join(folder, 'good/inside'));
    symlinkSync('..', join(folder, 'good/data/up'));
    symlinkSync('itself', join(folder, 'good/itself'));
    symlinkSync('../shared', join(folder, 'good/granted'));
    const { registry } = openRegistry([folder], { PLUGIN_GRANTS: 'good:read' });
    expect(registry.health('good')).toMatchObject({ state: 'LOADED', reason: null });
  });

  it('needs a name that a plugin can have', () => {
    const manifest = { name: 'my-plugin', version: '1.0.0', description: 'It.', entry: 'index.js' };
    const { registry } = openRegistry([{ 'My Plugin': { manifest } }]);
    expect(registry.health('My Plugin')).toMatchObject({
      state: 'FAILED',
      reason:
        'The plugin is called "my-plugin" but its folder "My Plugin". Rename the folder to "my-plugin".',
    });
  });

  it('that the server may not read is told from one that is not there', () => {
    expect(fileProblem({ code: 'EACCES' })).toBe(
      'cannot be read by the user the server runs as. Give that user the right to',
    );
    expect(fileProblem({ code: 'EIO' })).toBe('cannot be read (EIO)');
    expect(fileProblem(null)).toBe('cannot be read (for no known reason)');
  });

  it('gets no more than the time to start in which others wait', async () => {
    const folder = pluginFolder({ hanging: { code: 'await new Promise(() => {});' } });
    const plugin = loadPlugin(
      { name: 'hanging', path: join(folder, 'hanging'), shipped: false },
      { caps: { maxTimeoutMs: 1000, maxMemoryMb: 256 }, grants: new Map() },
    );
    if (plugin.state !== 'LOADED') throw new Error(plugin.reason);
    const host = new PluginHost(plugin, {
      owner: folder,
      budget: new ProcessBudget(1),
      idleMs: 60_000,
      maxQueue: 1,
      output: { maxBytes: 1000, maxDepth: 10, maxValues: 100 },
      startTimeoutMs: 1000,
      log: () => undefined,
      onProcessEnd: () => undefined,
    });
    await expect(host.start()).rejects.toThrow(
      'it was not ready within 1000 ms: its code or its `initialize` does not come to an end. Load less, or load it at the first run',
    );
    await host.close();
  });
});

describe('the folders of plugins [STAB-01]', () => {
  it('may not exist, which is said', () => {
    const { registry, problems } = openRegistry(['/no/such/folder', { good: {} }]);
    expect(problems).toEqual([
      'The plugin folder /no/such/folder cannot be read. Mend PLUGIN_PATHS or create it.',
    ]);
    expect(registry.list()).toMatchObject([{ name: 'good' }]);
  });

  it('may hold other things', () => {
    const folder = pluginFolder({ good: {} });
    for (const name of ['.git', 'node_modules']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'README.md'), '');
    expect(openRegistry([folder]).registry.list()).toMatchObject([{ name: 'good' }]);
  });

  it('may hold a plugin by a link', async () => {
    const elsewhere = pluginFolder({ good: { code: 'export default { run: () => ({}) };' } });
    const folder = pluginFolder({});
    symlinkSync(join(elsewhere, 'good'), join(folder, 'good'));
    const { registry } = openRegistry([folder]);
    await registry.startAll(() => undefined);
    expect(registry.list()).toMatchObject([{ name: 'good', state: 'INITIALIZED' }]);
  });

  it('keep the first of two plugins of one name, and list the second as FAILED', () => {
    const second = pluginFolder({ twin: {} });
    const { registry, problems } = openRegistry([{ twin: { manifest: { version: '1.1.1' } } }, second]);
    const reason = 'There is another plugin called twin, found before. Rename one of them.';
    expect(registry.health('twin')).toMatchObject({ state: 'LOADED', version: '1.1.1' });
    expect(registry.list()[1]).toMatchObject({ state: 'FAILED', reason });
    expect(problems).toEqual([`${reason} It lies in ${join(second, 'twin')}.`]);
  });

  it('hold plugins with what they were granted', async () => {
    const asking = { manifest: { permissions: { network: true, write: ['cache'] } } };
    const { registry } = openRegistry([{ asking }], { PLUGIN_GRANTS: 'asking:network,asking:write' });
    await registry.startAll(() => undefined);
    expect(registry.health('asking')).toMatchObject({ state: 'INITIALIZED' });
  });

  it('cannot have more time or memory than the server gives', () => {
    const greedy = { manifest: { limits: { timeout_ms: 10_000_000, memory_mb: 100_000 } } };
    const env = { PLUGIN_MAX_TIMEOUT_MS: '5000', PLUGIN_MAX_MEMORY_MB: '100' };
    const { registry } = openRegistry([{ greedy }], env);
    expect(registry.manifest('greedy')?.limits).toEqual({
      timeout_ms: 5000,
      memory_mb: 100,
      max_concurrency: 1,
    });
  });
});
