import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LifecycleState } from '@gatehouse/contracts';
import { pluginFolder, type PluginSource } from '../support/plugin-folder.js';
import { openRegistry } from './support/open-registry.js';

type Case = readonly [what: string, source: PluginSource, state: LifecycleState, reason: string | RegExp];

const invalid = (problem: string): string => `plugin.json is not valid: ${problem}.`;
const TYPES = '["image/jpeg","image/png","image/webp","image/gif","image/tiff","image/avif"]';

const MANIFESTS: readonly Case[] = [
  [
    'no plugin.json',
    { manifest: null },
    'FAILED',
    'There is no plugin.json in the folder. Every plugin needs one.',
  ],
  [
    'no JSON',
    { manifest: '{ "name": ' },
    'FAILED',
    'plugin.json is not JSON: it ends too early, in line 1, column 11.',
  ],
  [
    'nothing in it',
    { manifest: '' },
    'FAILED',
    'plugin.json is not JSON: it ends too early, in line 1, column 1.',
  ],
  ['a list', { manifest: '[]' }, 'FAILED', 'plugin.json is not a JSON object.'],
  ['null', { manifest: 'null' }, 'FAILED', 'plugin.json is not a JSON object.'],
  ['a text', { manifest: '"x"' }, 'FAILED', 'plugin.json is not a JSON object.'],
  [
    'nothing said',
    { manifest: '{}' },
    'FAILED',
    invalid('/name is required; /version is required; /description is required; /entry is required'),
  ],
  ['an unknown field', { manifest: { licence: 'MIT' } }, 'FAILED', invalid('/licence is not known')],
  [
    'an unknown field with odd signs',
    { manifest: { 'a/b~c': 1 } },
    'FAILED',
    invalid('/a~1b~0c is not known'),
  ],
  [
    'an unknown limit',
    { manifest: { limits: { memory: 5 } } },
    'FAILED',
    invalid('/limits/memory is not known'),
  ],
  ['a name that is a number', { manifest: { name: 7 } }, 'FAILED', invalid('/name must be string')],
  [
    'a name in capitals',
    { manifest: { name: 'OCR' } },
    'FAILED',
    invalid('/name must match pattern "^[a-z][a-z0-9-]{0,62}$"'),
  ],
  [
    'a name that is a path',
    { manifest: { name: '../x' } },
    'FAILED',
    /^plugin\.json is not valid: \/name must match/,
  ],
  [
    'no version',
    { manifest: { version: 'latest' } },
    'FAILED',
    /^plugin\.json is not valid: \/version must match/,
  ],
  [
    'no description',
    { manifest: { description: '' } },
    'FAILED',
    invalid('/description must NOT have fewer than 1 characters'),
  ],
  [
    'a CommonJS entry',
    { manifest: { entry: 'index.cjs' } },
    'FAILED',
    /^plugin\.json is not valid: \/entry must match/,
  ],
  [
    'an unknown type',
    { manifest: { accepts: ['image/bmp'] } },
    'FAILED',
    invalid(`/accepts/0 must be one of ${TYPES}`),
  ],
  ['no types', { manifest: { accepts: [] } }, 'FAILED', invalid('/accepts must NOT have fewer than 1 items')],
  [
    'a type twice',
    { manifest: { accepts: ['image/png', 'image/png'] } },
    'FAILED',
    invalid('/accepts must NOT have duplicate items'),
  ],
  [
    'an unknown format',
    { manifest: { input: { format: 'cmyk' } } },
    'FAILED',
    invalid('/input/format must be one of ["encoded","rgba","grey"]'),
  ],
  ['no side', { manifest: { input: { max_side: 0 } } }, 'FAILED', invalid('/input/max_side must be >= 1')],
  [
    'a limit that is text',
    { manifest: { limits: { timeout_ms: '5s' } } },
    'FAILED',
    invalid('/limits/timeout_ms must be integer'),
  ],
  [
    'no time',
    { manifest: { limits: { timeout_ms: 0 } } },
    'FAILED',
    invalid('/limits/timeout_ms must be >= 1'),
  ],
  [
    'too many at once',
    { manifest: { limits: { max_concurrency: 65 } } },
    'FAILED',
    invalid('/limits/max_concurrency must be <= 64'),
  ],
  [
    'several things at once',
    { manifest: { version: 1, limits: { memory_mb: 1 } } },
    'FAILED',
    invalid('/version must be string; /limits/memory_mb must be >= 16'),
  ],
  [
    'another name than its folder',
    { manifest: { name: 'another' } },
    'FAILED',
    'The plugin is called "another" but its folder "subject". Give both one name.',
  ],
  [
    'a range that is none',
    { manifest: { engine: 'newest' } },
    'FAILED',
    '/engine "newest" is not a semver range. "^1.0.0" is usual.',
  ],
  [
    'another plugin API',
    { manifest: { engine: '^2.0.0' } },
    'FAILED',
    'The plugin wants plugin API ^2.0.0; this server has 1.0.0. Use a version of the plugin made for it.',
  ],
  [
    'no entry',
    { code: null },
    'FAILED',
    'The entry index.js does not exist. Build the plugin or mend /entry in plugin.json.',
  ],
  [
    'an entry elsewhere',
    { manifest: { entry: '../outside.js' } },
    'FAILED',
    "The entry ../outside.js lies outside of the plugin's folder. Move it inside.",
  ],
  [
    'an options schema with an unknown type',
    { manifest: { options_schema: { type: 'colour' } } },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): /options_schema/type must be one of ["array","boolean","integer","null","number","object","string"].',
  ],
  [
    'an options schema with a misspelt keyword',
    { manifest: { options_schema: { type: 'object', propertys: {} } } },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): strict mode: unknown keyword: "propertys".',
  ],
  [
    'an options schema that points nowhere',
    { manifest: { options_schema: { $ref: '#/$defs/none' } } },
    'FAILED',
    /^plugin\.json: \/options_schema is not a usable JSON Schema \(2020-12\): can't resolve reference #\/\$defs\/none/,
  ],
  [
    'an options schema that looks around',
    {
      manifest: {
        options_schema: { type: 'object', properties: { a: { type: 'string', pattern: '(?=a)' } } },
      },
    },
    'FAILED',
    /^plugin\.json: \/options_schema is not a usable JSON Schema \(2020-12\): error parsing regexp/,
  ],
  [
    'an output schema that promises its verdict',
    { manifest: { output_schema: { $async: true, type: 'object', required: ['x'] } } },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): "$async" is no keyword of JSON Schema.',
  ],
];

const REQUIREMENTS: readonly Case[] = [
  [
    'the network',
    { manifest: { permissions: { network: true } } },
    'UNAVAILABLE',
    'It asks for network. Allow that with PLUGIN_GRANTS=subject:network.',
  ],
  [
    'everything',
    { manifest: { permissions: { network: true, addons: true, read: ['/models'], write: ['cache'] } } },
    'UNAVAILABLE',
    'It asks for network, addons, read, write. Allow that with PLUGIN_GRANTS=subject:network+addons+read+write.',
  ],
  [
    'a package',
    { manifest: { requires: { packages: ['no-such-package'] } } },
    'UNAVAILABLE',
    'The npm package no-such-package is missing: run "npm install no-such-package" in the plugin\'s folder.',
  ],
  [
    'a file',
    { manifest: { requires: { files: ['model.bin'] } } },
    'UNAVAILABLE',
    'The file model.bin is missing: put it there or mend requires.files.',
  ],
  [
    'a package and a file',
    { manifest: { requires: { packages: ['no-such-package'], files: ['/no/model'] } } },
    'UNAVAILABLE',
    'The npm package no-such-package is missing: run "npm install no-such-package" in the plugin\'s folder. ' +
      'The file /no/model is missing: put it there or mend requires.files.',
  ],
];

const GPU_HERE = ['/dev/nvidia0', '/dev/kfd', '/dev/dri/renderD128'].some((device) => existsSync(device));

const CODE: readonly Case[] = [
  [
    'no syntax',
    { code: 'export default {' },
    'FAILED',
    'Its code could not be started: Unexpected end of input.',
  ],
  [
    'no default export',
    { code: 'export const run = () => ({});' },
    'FAILED',
    'Its code could not be started: The entry module has no default export. Write `export default definePlugin({ run … })`.',
  ],
  ['null for its default export', { code: 'export default null;' }, 'FAILED', /has no default export/],
  [
    'no run',
    { code: 'export default { walk() {} };' },
    'FAILED',
    'Its code could not be started: The default export of the entry module has no function `run`.',
  ],
  [
    'a package that is not there',
    { code: "import 'no-such-package'; export default { run: () => ({}) };" },
    'FAILED',
    /^Its code could not be started: Cannot find package 'no-such-package' imported from …\/index\.js\.$/,
  ],
  [
    'code that throws',
    { code: "throw new Error('at load'); export default {};" },
    'FAILED',
    'Its code could not be started: at load.',
  ],
  ['code that exits', { code: 'process.exit(4);' }, 'FAILED', 'Its code could not be started: exit code 4.'],
  [
    'an initialize that throws',
    { code: "export default { initialize() { throw new Error('no model') }, run: () => ({}) };" },
    'FAILED',
    'Its code could not be started: no model.',
  ],
  [
    'an initialize that rejects with nothing',
    { code: 'export default { initialize: () => Promise.reject(null), run: () => ({}) };' },
    'FAILED',
    'Its code could not be started: something was thrown that has no message (null).',
  ],
  [
    'too much to load',
    {
      manifest: { limits: { memory_mb: 16 } },
      code: 'const all = []; for (;;) all.push([...Array(1000).keys()]); export default {};',
    },
    'FAILED',
    'Its code could not be started: out of memory.',
  ],
  [
    'a package.json that is null',
    { files: { 'package.json': 'null' } },
    'FAILED',
    /^Its code could not be started: /,
  ],
];

const matching = (reason: string | RegExp): unknown =>
  typeof reason === 'string' ? reason : (expect.stringMatching(reason) as unknown);

describe('a folder that holds no plugin that could run', () => {
  it.each([...MANIFESTS, ...REQUIREMENTS])('has or asks for %s', (_what, subject, state, reason) => {
    const folder = pluginFolder({ subject, good: {} });
    writeFileSync(join(folder, 'outside.js'), 'export default { run: () => ({}) };');
    const { registry } = openRegistry([folder]);
    expect(registry.list()).toMatchObject([
      { name: 'good', state: 'LOADED', reason: null },
      { name: 'subject', state, reason: matching(reason) },
    ]);
  });

  it.each(CODE)('has %s', async (_what, subject, state, reason) => {
    const { registry } = openRegistry([{ subject, good: {} }]);
    const failed: string[] = [];
    await registry.startAll((name) => failed.push(name));
    expect(registry.list()).toMatchObject([
      { name: 'good', state: 'INITIALIZED', reason: null },
      { name: 'subject', state, reason: matching(reason) },
    ]);
    expect(failed).toEqual(['subject']);
  });

  it('asks for a GPU', () => {
    const { registry } = openRegistry([{ subject: { manifest: { requires: { gpu: true } } } }]);
    expect(registry.health('subject')).toMatchObject(
      GPU_HERE
        ? { state: 'LOADED', reason: null }
        : {
            state: 'UNAVAILABLE',
            reason: 'A GPU is required and none was found: run the server where there is one.',
          },
    );
  });

  it('has an entry that is a link to elsewhere', () => {
    const folder = pluginFolder({ subject: { code: null } });
    writeFileSync(join(folder, 'outside.js'), 'export default { run: () => ({}) };');
    symlinkSync(join(folder, 'outside.js'), join(folder, 'subject/index.js'));
    const { registry } = openRegistry([folder]);
    expect(registry.health('subject')).toMatchObject({
      state: 'FAILED',
      reason: "The entry index.js lies outside of the plugin's folder. Move it inside.",
    });
  });

  it('is a link to nothing, or to a file', () => {
    const folder = pluginFolder({ good: {} });
    writeFileSync(join(folder, 'readme.txt'), '');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
    symlinkSync(join(folder, 'readme.txt'), join(folder, 'linked'));
    const { registry } = openRegistry([folder]);
    expect(registry.list()).toMatchObject([
      { name: 'broken', state: 'FAILED', reason: 'The plugin’s folder cannot be read.' },
      { name: 'good', state: 'LOADED' },
      {
        name: 'linked',
        state: 'FAILED',
        reason: 'There is no plugin.json in the folder. Every plugin needs one.',
      },
    ]);
  });
});

describe('the folders of plugins', () => {
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
