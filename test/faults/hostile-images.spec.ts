import { readFileSync, writeFileSync } from 'node:fs';
import { spawnServer } from '../../scripts/support/server-process.js';
import { processesOf } from '../sandbox/support/processes-of.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { HOSTILE_IMAGES } from './hostile-images/all-hostile-images.js';
import type { Outcome } from './hostile-images/hostile-image.js';
import { hostileImagesPage } from './hostile-images/hostile-images-page.js';
import { DecoderWatch, peakMegabytes } from './hostile-images/parts/decoder-watch.js';
import { sendUntilAnswered } from './hostile-images/parts/send-until-answered.js';

const PAGE = new URL('../../docs/hostile-images.md', import.meta.url);
const PLUGINS = ['file', 'pixels'] as const;

/** What one image may cost a decoder at most. */
const MOST_MEGABYTES = 400;
/** Of processor time, for both plugins together. */
const MOST_MS = 2000;
/** Whoever is refused as too costly has cost a decoder 800 ms, all but what came after the last look at it. */
const TOO_COSTLY_MS = 500;
/** What bodies of 20 MB may cost the server's own process, which holds nothing of an image but its file. */
const MOST_SERVER_MEGABYTES = 300;

const folder = pluginFolder({
  file: {},
  pixels: { manifest: { input: { format: 'rgba', max_side: 1024 } } },
});
const server = await spawnServer({
  PLUGIN_PATHS: folder,
  LOG_LEVEL: 'silent',
  DECODER_PROCESSES: '2',
});
const url = `${await server.ready()}/v1/analyze-execution`;
const pid = server.process.pid ?? 0;
const decoders = new DecoderWatch(pid);
const png = await sample('png');

/** More than the server reads of any body. */
const FAR_TOO_MANY_BYTES = 64 * 1024 * 1024;

const send = (plugin: string, image: Uint8Array, declaredType: string | null = null): Promise<Answer> => {
  if (image.byteLength > FAR_TOO_MANY_BYTES) {
    return sendUntilAnswered(`${url}?plugin=${plugin}`, image, declaredType ?? 'image/png');
  }
  const form = new FormData();
  form.append('plugin', plugin);
  form.append('image', new Blob([Uint8Array.from(image)], { type: declaredType ?? '' }), 'image');
  return ask(url, { method: 'POST', body: form });
};

let sent = 0;
/** A picture that was not sent before: one that is known to be sound is not decoded again. */
const goodImage = (): Uint8Array => Buffer.concat([png, Buffer.from(String((sent += 1)))]);

async function expectGoodAnswers(): Promise<void> {
  const answers = await Promise.all(PLUGINS.map((plugin) => send(plugin, goodImage())));
  for (const answer of answers)
    expect(answer.json).toMatchObject({ status: 'SUCCESS', result: { ok: true } });
}

const codeOf = ({ json }: Answer): string | undefined =>
  (json as { error?: { details: { code: string } } }).error?.details.code; // the envelope, where it is one

function expectOutcome(answer: Answer, outcome: Outcome): void {
  if (outcome === 'survived' || outcome === 'dear') {
    expect(answer.json).toMatchObject({ status: 'SUCCESS' });
    return;
  }
  const { message, details } = expectEnvelope(answer, outcome);
  expect(message).not.toMatch(/\{\w+\}/);
  if (outcome !== 'BODY_TOO_LARGE') expect(details.errors.map(({ pointer }) => pointer)).toEqual(['/image']);
}

await until(async () => (await send('pixels', goodImage())).status === 200);
await expectGoodAnswers();
const serverBefore = peakMegabytes(pid);

afterAll(async () => {
  process.stdout.write(decoders.report());
  await server.dispose();
});

describe('an image that is', () => {
  it.each(HOSTILE_IMAGES)(
    '$what: $outcome, and the next one is answered',
    async (hostile) => {
      const image = await hostile.make();
      const { result: answers, cost } = await decoders.during(hostile.what, () =>
        Promise.all(PLUGINS.map((plugin) => send(plugin, image, hostile.declaredType))),
      );
      // A slow machine refuses what a fast one answers, but only what has cost so much.
      const tooCostly = answers.filter((answer) => codeOf(answer) === 'IMAGE_TOO_COSTLY');
      expect(cost.cpuMs).toBeGreaterThanOrEqual(Math.min(tooCostly.length, cost.decoders) * TOO_COSTLY_MS);
      for (const answer of answers)
        expectOutcome(answer, tooCostly.includes(answer) ? 'IMAGE_TOO_COSTLY' : hostile.outcome);
      await expectGoodAnswers();
    },
    120_000,
  ); // some take seconds to make
});

describe('after all of them', () => {
  it('none cost a decoder more than 400 MB', () => {
    expect(decoders.dearest().filter(({ megabytes }) => megabytes > MOST_MEGABYTES)).toEqual([]);
  });

  it('none cost a decoder a second', () => {
    expect(decoders.dearest().filter(({ cpuMs }) => cpuMs >= MOST_MS)).toEqual([]);
  });

  it('the server is the process it was, has decoded nothing itself, and ends leaving none behind', async () => {
    expect(server.process.exitCode).toBeNull();
    const rise = peakMegabytes(pid) - serverBefore;
    process.stdout.write(`the server's own memory rose by ${rise} MB at most\n`);
    expect(rise).toBeLessThan(MOST_SERVER_MEGABYTES);
    server.process.kill('SIGTERM');
    await server.ended();
    await until(() => processesOf(folder).length === 0 && decoders.processes().length === 0);
    expect(server.output.stderr).toBe('');
  });

  // Each outcome in it was seen above, or its test failed.
  it('docs/hostile-images.md says what was seen', () => {
    const page = hostileImagesPage(HOSTILE_IMAGES);
    if (process.env['WRITE_DOCS'] === 'yes') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });
});
