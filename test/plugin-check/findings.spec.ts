import { join } from 'node:path';
import type { Check, CheckResult } from '../../scripts/plugin-check/check.js';
import { checkPlugin } from '../../scripts/plugin-check/check-plugin.js';
import { cancellationCheck } from '../../scripts/plugin-check/checks/cancellation.js';
import { determinismCheck } from '../../scripts/plugin-check/checks/determinism.js';
import { limitsCheck } from '../../scripts/plugin-check/checks/limits.js';
import { exampleImage } from '../../scripts/plugin-check/example-image.js';
import { Subject } from '../../scripts/plugin-check/subject.js';
import { pluginFolder, type PluginSource } from '../support/plugin-folder.js';

/*
 * What each check must see. What it must be content with is shown by the plugins that ship (command.spec.ts).
 */

const QR = { image: 'qr-tiny.png' };

/** A plugin whose `run` has this body, and a manifest with an example. */
function plugin(body: string, manifest: Readonly<Record<string, unknown>> = {}, before = ''): PluginSource {
  return {
    manifest: { examples: [QR], limits: { timeout_ms: 4000, memory_mb: 64 }, ...manifest },
    code: `${before} export default { async run({ image, mimeType, width, height, options }, context) { ${body} } };`,
  };
}

/** One fault for each check that looks at single calls. */
const FAULTY: PluginSource = {
  ...plugin(
    `if (options.act === 'throw') throw new Error('no codes here');
     if (options.act === 'breach') return { found: 1 };
     if (mimeType === 'image/gif') throw new Error('no GIF');
     if (mimeType === 'image/tiff') process.exit(7);
     if (width === 1 && height === 1) process.abort();
     Array.prototype.last = () => 1;
     setInterval(() => {}, 1e6);
     return { found: [{ width, kind: 'a' }], ratio: 1 / (height - 1) };`,
    {
      options_schema: {
        type: 'object',
        additionalProperties: true,
        properties: { act: { type: 'string' }, free: {} },
      },
      output_schema: { type: 'object', properties: { found: { type: 'array' } } },
      permissions: { network: true, read: ['/etc/hostname'] },
      examples: [
        { ...QR, output: { found: [{ width: 115 }] } },
        { ...QR, output: { found: [{ width: 116 }] } },
        { ...QR, options: { act: 'throw' } },
        { ...QR, options: { act: 'breach' } },
      ],
    },
  ),
  files: { 'plugin-types.d.ts': 'export type Options = object;\n' },
};

/** What is said of it, by check. Notes are left out. */
const SAID: Readonly<Record<string, readonly RegExp[]>> = {
  types: [/^fail: plugin-types\.d\.ts is not what plugin\.json says.*npm run plugin:types/],
  examples: [
    /^fail: example \d \(qr-tiny\.png\) is answered otherwise than it says: \/found\/0\/width is 116 and not 115\./,
    /^fail: example 3 \(qr-tiny\.png\) is not answered: PLUGIN_THREW: no codes here/,
    /^fail: example 4 \(qr-tiny\.png\) is not answered: OUTPUT_INVALID: .*\/found must be array/,
  ],
  determinism: [/^skip: It is not declared/],
  options: [
    /^fail: The option "no_such_option" is taken.*"additionalProperties": false/,
    /^warn: The option "free" may be anything/,
  ],
  accepts: [
    /^warn: .* as image\/gif makes it throw: no GIF .*take it off \/accepts/,
    /^fail: .* as image\/tiff ends in PLUGIN_CRASHED/,
  ],
  'odd-images': [
    /^fail: a picture of 1 × 1 pixel ends in PLUGIN_CRASHED/,
    /^fail: a picture of 10000 × 1 pixels ends in OUTPUT_NOT_JSON: .*division by the size of something empty/,
  ],
  residue: [
    /^fail: A call left behind .*Array\.prototype.*Timeout.* \(first after example 1 \(qr-tiny\.png\); \d+ times in all\)/,
  ],
};

interface Case {
  readonly name: string;
  readonly check: Check;
  readonly source: PluginSource;
  readonly says: readonly RegExp[];
}

const CASES: readonly Case[] = [
  {
    name: 'counts',
    check: determinismCheck,
    source: plugin(
      'return { runs: ++runs, started };',
      { deterministic: true },
      'let runs = 0; const started = Date.now();',
    ),
    says: [
      /^fail: .*otherwise when it is asked again: \/runs is 2 and not 1\. .*State is kept/,
      /^fail: .*otherwise in a fresh process: \/started is .*Its answer depends on when/,
    ],
  },
  {
    name: 'undeclared',
    check: determinismCheck,
    source: plugin('return { runs: ++runs };', {}, 'let runs = 0;'),
    says: [/^skip: .*not declared to be deterministic, and is not/],
  },
  {
    name: 'heavy',
    check: limitsCheck,
    source: plugin(
      'const kept = Buffer.alloc(60 << 20, 1); await new Promise((go) => setTimeout(go, 2500)); return { kept: kept.length };',
    ),
    says: [
      /^warn: The slowest example took [23]\d\d\d ms of 4000 ms .*more than half/,
      /^warn: At most it had \d+ MB beside Node's own .*of 64 MB .*more than half/,
    ],
  },
  {
    name: 'obliging',
    check: cancellationCheck,
    source: plugin(
      'for (let i = 0; i < 40; i++) { context.signal.throwIfAborted(); await new Promise((go) => setTimeout(go, 10)); } return { width };',
    ),
    says: [/^note: It ended by itself \d+ ms after its caller gave up/],
  },
  {
    name: 'deaf',
    check: cancellationCheck,
    source: plugin('const end = Date.now() + 1000; while (Date.now() < end); return { width };'),
    says: [/^note: It was stopped \d+ ms after its caller gave up, and its process lost/],
  },
];

const folder = pluginFolder({
  faulty: FAULTY,
  fragile: plugin('process.exit(1);'),
  mute: { manifest: { entry: 'none.js' } },
  ...Object.fromEntries(CASES.map(({ name, source }) => [name, source])),
});

async function collect(name: string): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for await (const result of checkPlugin(join(folder, name))) results.push(result);
  return results;
}

describe('plugin:check, of a plugin with a fault for each check', () => {
  let results: readonly CheckResult[];

  beforeAll(async () => {
    results = await collect('faulty');
  }, 120_000);

  it.each(Object.entries(SAID))('sees with "%s" what is wrong, and says what to do', (id, says) => {
    const said = results
      .find((result) => result.id === id)
      ?.findings.filter(({ kind }) => kind !== 'note')
      .map(({ kind, message }) => `${kind}: ${message}`);
    expect(said).toEqual(says.map((words) => expect.stringMatching(words) as string));
  });

  it('tells what an operator has to grant', () => {
    expect(results[0]?.findings).toEqual([
      {
        kind: 'note',
        message: 'Granted here what it asks for; a server needs PLUGIN_GRANTS=faulty:network+read.',
      },
    ]);
  });
});

describe('plugin:check', () => {
  it.each(CASES)('$check.id, of the plugin "$name"', async ({ name, check, says }) => {
    const subject = await Subject.open(join(folder, name));
    try {
      const said = (await check.run(subject)).map(({ kind, message }) => `${kind}: ${message}`);
      expect(said).toEqual(says.map((words) => expect.stringMatching(words) as string));
    } finally {
      await subject.close();
    }
  });

  it('goes on after a plugin was lost more often than a server puts up with', async () => {
    const results = await collect('fragile');
    const odd = results.find(({ id }) => id === 'odd-images');
    expect(odd?.findings).toHaveLength(11);
    expect(odd?.findings.every(({ message }) => message.includes('ends in PLUGIN_CRASHED'))).toBe(true);
  }, 120_000);

  it('says of a plugin that does not load why, and no more', async () => {
    expect(await collect('mute')).toEqual([
      {
        id: 'loads',
        title: 'it loads and starts',
        verdict: 'fail',
        findings: [
          { kind: 'fail', message: expect.stringContaining('The entry none.js does not exist') as string },
        ],
      },
    ]);
    expect(await collect('nowhere')).toMatchObject([
      { id: 'loads', findings: [{ message: expect.stringMatching(/^There is no folder /) as string }] },
    ]);
  });
});

describe('the image of an example', () => {
  it('is a file of the plugin’s folder, or a built-in sample', async () => {
    expect(await exampleImage(folder, './mute/plugin.json')).toBeInstanceOf(Uint8Array);
    expect(await exampleImage(folder, 'qr-tiny.png')).toHaveLength(246);
  });

  it.each([
    ['./none.png', /^There is no file \.\/none\.png in the plugin's folder/],
    ['./../../etc/hostname', /lies outside of the plugin's folder|There is no file/],
    ['./mute/../../..', /lies outside of the plugin's folder/],
    ['none.png', /^There is no sample "none\.png"\. There are: barcode-ean13\.jpg/],
  ])('is refused where it is %s', async (image, reason) => {
    await expect(exampleImage(folder, image)).rejects.toThrow(reason);
  });
});
