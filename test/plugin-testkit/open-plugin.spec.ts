import { existsSync, globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  openPlugin,
  PluginFailure,
  sampleImage,
  sampleNames,
  type OpenedPlugin,
} from '@gatehouse/plugin-testkit';
import { pluginFolder, type PluginSource } from '../support/plugin-folder.js';
import { ROOT } from '../architecture/workspaces.js';

const STRANGER: PluginSource = {
  manifest: {
    options_schema: {
      type: 'object',
      additionalProperties: false,
      properties: { act: { type: 'string', default: 'answer' } },
    },
    output_schema: { type: 'object', required: ['pid'], properties: { pid: { type: 'integer' } } },
    limits: { timeout_ms: 20_000, memory_mb: 64 },
    permissions: { read: ['/etc/hostname'] },
  },
  code: `
    export default {
      run({ options, image }, { logger, progress, jobId }) {
        logger.info('at work on ' + image.length);
        progress(0.5, 'half-way');
        switch (options.act) {
          case 'throw': throw new Error('kaboom');
          case 'breach': return { pid: 'none' };
          case 'exit': process.exit(3);
          case 'wait': return new Promise(() => setInterval(() => {}, 1000));
          case 'pollute': Object.prototype.dirt = 1;
        }
        return { pid: process.pid, act: options.act, jobId };
      },
    };`,
};

const folder = pluginFolder({
  stranger: STRANGER,
  mute: { manifest: '{' },
  unready: { code: 'throw new Error("at load")' },
});

async function failureOf(work: Promise<unknown>): Promise<PluginFailure> {
  const thrown = await work.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (!(thrown instanceof PluginFailure))
    throw new Error('it did not fail as a plugin does', { cause: thrown });
  return thrown;
}

/** The kit's temporary folders that hold one of this file's plugins: other suites may be at work with theirs. */
function kitFolders(): string[] {
  return globSync('gatehouse-testkit-*/plugins/{stranger,mute,unready}', { cwd: tmpdir() });
}

describe('openPlugin', () => {
  let plugin: OpenedPlugin;
  let image: Uint8Array;

  beforeAll(async () => {
    image = await sampleImage('qr-tiny.png');
    plugin = await openPlugin(join(folder, 'stranger'));
  });
  afterAll(() => plugin.close());

  it('runs the plugin in a process of its own, with its options defaulted', async () => {
    const { result, jobId, executionTimeMs } = await plugin.run(image);
    expect(result).toEqual({ pid: expect.any(Number) as number, act: 'answer', jobId });
    expect(result['pid']).not.toBe(process.pid);
    expect(executionTimeMs).toBeGreaterThan(0);
  });

  it('takes a file as well as bytes', async () => {
    const file = pathToFileURL(join(ROOT, 'docs/samples/qr-tiny.png'));
    expect((await plugin.run(file)).result).toMatchObject({ act: 'answer' });
  });

  it('gives the manifest with its defaults, and tells what it granted', () => {
    expect(plugin.manifest).toMatchObject({ name: 'stranger', engine: '^1.0.0', examples: [] });
    expect(plugin.granted).toEqual(['read']);
  });

  it.each([
    ['throw', 'PLUGIN_THREW', 'kaboom'],
    [
      'breach',
      'OUTPUT_INVALID',
      'Plugin stranger answered something its own output schema does not allow: /pid must be integer.',
    ],
    ['exit', 'PLUGIN_CRASHED', 'exit'],
  ])('throws what a client would be told when the plugin does not answer: %s', async (act, code, words) => {
    const failure = await failureOf(plugin.run(image, { options: { act } }));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
    expect(failure.error).toMatchObject({
      plugin: 'stranger',
      details: { code, job_id: expect.any(String) as string },
    });
    expect(Object.keys(failure.error)).not.toContain('_internal');
  });

  it.each<[string, Uint8Array | null, object, string]>([
    ['options that do not fit', null, { options: { act: 7 } }, 'OPTIONS_INVALID'],
    ['an option there is none of', null, { options: { other: 7 } }, 'OPTIONS_INVALID'],
    ['bytes that are no image', Buffer.from('no image'), {}, 'IMAGE_TYPE_UNKNOWN'],
    ['a type that is not the declared one', null, { mimeType: 'image/jpeg' }, 'IMAGE_TYPE_MISMATCH'],
  ])('passes the intake: %s', async (_what, bytes, given, code) => {
    expect((await failureOf(plugin.run(bytes ?? image, given))).code).toBe(code);
  });

  it('ends an execution whose signal is aborted', async () => {
    const abort = new AbortController();
    const run = plugin.run(image, {
      options: { act: 'wait' },
      signal: abort.signal,
      onStart: () => {
        abort.abort();
      },
    });
    expect((await failureOf(run)).code).toBe('EXECUTION_CANCELLED');
  });

  it('tells progress, and what the plugin and the server said', async () => {
    const told: unknown[] = [];
    const { jobId } = await plugin.run(image, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ fraction: 0.5, message: 'half-way' }]);
    expect(plugin.logs).toContainEqual({ level: 'info', jobId, text: 'at work on 246' });
    const polluter = await plugin.run(image, { options: { act: 'pollute' } });
    const said = /process is replaced: .*Object\.prototype/;
    while (!plugin.logs.some((line) => line.jobId === polluter.jobId && said.test(line.text))) {
      await new Promise((next) => setTimeout(next, 10));
    }
  });

  it('keeps the caps it is given', async () => {
    const capped = await openPlugin(join(folder, 'stranger'), { env: { PLUGIN_MAX_TIMEOUT_MS: '300' } });
    expect(capped.manifest.limits.timeout_ms).toBe(300);
    const failure = await failureOf(capped.run(image, { options: { act: 'wait' } }));
    expect(failure.code).toBe('PLUGIN_TIMED_OUT');
    await capped.close();
  });

  it('has what ships, without a grant', async () => {
    const shipped = await openPlugin(pathToFileURL(join(ROOT, 'libs/vision/metadata/')));
    expect(shipped.granted).toEqual([]);
    expect((await shipped.run(image)).result).toMatchObject({ format: 'png', width: 116 });
    await shipped.close();
  });

  it.each([
    ['mute', /^Plugin mute is FAILED: plugin\.json is not JSON/],
    ['unready', /^Plugin unready is FAILED: .*at load/],
    ['nowhere', /^There is no folder .*nowhere\. Name the folder/],
  ])('says why a plugin cannot be opened, and leaves nothing: %s', async (name, reason) => {
    const before = kitFolders();
    await expect(openPlugin(join(folder, name))).rejects.toThrow(reason);
    expect(kitFolders()).toEqual(before);
  });

  it('removes what it stored', async () => {
    const before = kitFolders();
    const other = await openPlugin(join(folder, 'stranger'));
    expect(kitFolders()).toHaveLength(before.length + 1);
    await other.close();
    expect(kitFolders()).toEqual(before);
    expect(existsSync(join(folder, 'stranger', 'plugin.json'))).toBe(true);
  });
});

describe('sampleImage', () => {
  it('has a picture of every type, and those of docs/samples', () => {
    expect(sampleNames()).toEqual(
      expect.arrayContaining([
        'qr-tiny.png',
        'picture.jpg',
        'picture.png',
        'picture.webp',
        'picture.gif',
        'picture.tiff',
        'picture.avif',
      ]),
    );
  });

  it.each(['nothing.png', '../../package.json', 'README'])('says of %s that there is none', async (name) => {
    await expect(sampleImage(name)).rejects.toThrow(/There is no sample .* There are: barcode-ean13\.jpg/);
  });
});
