import { Test } from '@nestjs/testing';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { ConfigModule, readConfig, type SettingName } from '@gatehouse/config';
import { PluginManagementService, PluginRegistry, PluginsModule } from '@gatehouse/plugins';
import { processesOf } from '../sandbox/support/processes-of.js';
import { until } from '../sandbox/support/until.js';
import { pluginFolder } from '../support/plugin-folder.js';

// What these tests bring about on purpose would bury warnings that matter.
Logger.overrideLogger(false);

const folder = pluginFolder({
  works: { manifest: { limits: { memory_mb: 64 } } },
  broken: { code: "throw new Error('at load')" },
  nameless: { manifest: '{' },
});

async function start(env: Partial<Readonly<Record<SettingName, string>>>): Promise<INestApplicationContext> {
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(readConfig(env)), PluginsModule],
  }).compile();
  return module.init();
}

describe('PluginsModule [STAB-01] [STAB-02]', () => {
  let app: INestApplicationContext;
  let plugins: PluginManagementService;

  beforeAll(async () => {
    app = await start({ PLUGIN_PATHS: folder });
    plugins = app.get(PluginManagementService);
    await until(() =>
      app
        .get(PluginRegistry)
        .list()
        .every(({ state }) => state !== 'LOADED'),
    );
  });

  it('starts every plugin by itself, and lists the broken ones with why', () => {
    expect(plugins.list()).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'works' })]));
    expect(plugins.health('works')).toMatchObject({ state: 'INITIALIZED', reason: null });
    expect(plugins.health('broken')).toMatchObject({
      state: 'FAILED',
      reason: 'Its code could not be started: at load.',
    });
  });

  it('says of a plugin that is not there that it is not', () => {
    for (const ask of [() => plugins.health('none'), () => plugins.manifest('none')]) {
      expect(ask).toThrow(expect.objectContaining({ code: 'PLUGIN_NOT_FOUND', plugin: 'none' }) as Error);
    }
  });

  it('gives a manifest with its defaults', () => {
    expect(plugins.manifest('works')).toMatchObject({
      engine: '^1.0.0',
      input: { format: 'encoded', max_side: null },
      limits: { timeout_ms: 30_000, memory_mb: 64, max_concurrency: 1 },
      permissions: { network: false, addons: false, read: [], write: [] },
      requires: { packages: [], files: [], gpu: false },
      examples: [],
      deterministic: false,
      options_schema: { type: 'object', additionalProperties: false },
      output_schema: { type: 'object', minProperties: 1 },
    });
  });

  it('says why a manifest cannot be given', () => {
    const expected = {
      code: 'PLUGIN_LOAD_FAILED',
      message: expect.stringContaining('is not JSON') as unknown,
    };
    expect(() => plugins.manifest('nameless')).toThrow(expect.objectContaining(expected) as Error);
  });

  it('knows which plugins cannot run', () => {
    expect(plugins.notReady(['works', 'broken', 'nameless', 'none'])).toEqual(['broken', 'nameless', 'none']);
  });

  it('leaves no process when the application closes', async () => {
    expect(processesOf(folder)).toHaveLength(1);
    await app.close();
    expect(processesOf(folder)).toEqual([]);
  });

  it('closes while its plugins still start', async () => {
    const slow = pluginFolder({ slow: { code: 'for (;;);' } });
    const early = await start({ PLUGIN_PATHS: slow });
    await until(() => processesOf(slow).length === 1);
    await early.close();
    expect(processesOf(slow)).toEqual([]);
  });
});
