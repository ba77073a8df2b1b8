import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@gatehouse/contracts';
import type { Plugin, RunPayload } from '@gatehouse/plugin-sdk';
import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import { decodePixels } from '../../libs/images/src/decoding/decode-pixels.js';
import { readDecodeRequest } from '../../libs/images/src/decoding/decode-request.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** With each plugin that ships, pictures of docs/samples that have something in them for it. */
const CASES: Readonly<Record<string, readonly (readonly [picture: string, options: JsonObject])[]>> = {
  barcode: [
    ['barcode-several.png', {}],
    ['qr-tiny.png', {}],
    ['barcode-ean13.jpg', { formats: ['EAN_13'] }],
  ],
  detect: [
    ['photo-officer.jpg', {}],
    ['qr-tiny.png', {}],
  ],
  faces: [
    ['photo-astronaut.jpg', {}],
    ['qr-tiny.png', {}],
  ],
  metadata: [
    ['photo-harbour.jpg', {}],
    ['page-on-its-side.jpg', {}],
  ],
  ocr: [
    ['page-letter.png', {}],
    ['page-on-its-side.jpg', {}],
    ['qr-tiny.png', { orientation: 'upright' }],
  ],
  palette: [
    ['photo-harbour.jpg', {}],
    ['qr-tiny.png', { max_colors: 2 }],
  ],
  quality: [
    ['photo-harbour.jpg', { max_blur: 0.2 }],
    ['qr-tiny.png', {}],
  ],
  similarity: [
    ['photo-harbour.jpg', {}],
    ['qr-tiny.png', { compare_to: '0'.repeat(32) }],
  ],
};
const LARGEST = { width: 10_000, height: 10_000, maxPixels: 10 ** 8, cpuMs: 60_000 };

/** A manifest, as far as a call is made by it. */
interface Manifest {
  readonly input: { readonly format: 'encoded' | 'grey' | 'rgba'; readonly max_side?: number };
  readonly options_schema: { readonly properties?: Readonly<Record<string, { readonly default?: unknown }>> };
}

const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** What the decoders' processes make of a picture, made in this one. */
async function payloadOf(name: string, picture: string, options: JsonObject): Promise<RunPayload> {
  const { input, options_schema }: Manifest = JSON.parse(
    readFileSync(join(ROOT, 'libs/vision', name, 'plugin.json'), 'utf8'),
  ) as Manifest; // the server has judged it
  const defaults = Object.entries(options_schema.properties ?? {})
    .filter(([, schema]) => 'default' in schema)
    .map(([option, schema]) => [option, schema.default]);
  const bytes = await sampleImage(picture);
  const mimeType: RunPayload['mimeType'] = picture.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const facts = { mimeType, options: { ...Object.fromEntries(defaults), ...options } as JsonObject };
  const format = input.format === 'encoded' ? 'grey' : input.format;
  const request = readDecodeRequest({ ...LARGEST, format, maxSide: input.max_side ?? null });
  const { pixels, original, ...size } = await decodePixels(bytes, request);
  return input.format === 'encoded'
    ? { ...facts, ...original, original, image: bytes }
    : { ...facts, ...size, original, image: pixels };
}

async function plainCall(name: string, picture: string, options: JsonObject): Promise<unknown> {
  const { default: plugin } = (await import(`../../libs/vision/${name}/src/index.js`)) as {
    default: Plugin;
  }; // what definePlugin gave
  await plugin.initialize?.({ logger });
  const { signal } = new AbortController();
  const context = { jobId: null, signal, deadline: Date.now() + 60_000, logger, progress: quiet };
  return plugin.run(await payloadOf(name, picture, options), context);
}

it('every plugin that ships is here', () => {
  expect(Object.keys(CASES)).toEqual(readdirSync(join(ROOT, 'libs/vision')).sort());
});

describe.each(Object.entries(CASES))('%s, called by nobody but this test', (name, cases) => {
  let gated: OpenedPlugin;
  beforeAll(async () => {
    gated = await openPlugin(join(ROOT, 'libs/vision', name));
  });
  afterAll(() => gated.close());

  it.each(cases)('finds in %s what it finds behind the gate', async (picture, options) => {
    const image = await sampleImage(picture);
    const { result } = await gated.run(image, { options });
    expect(JSON.parse(JSON.stringify(await plainCall(name, picture, options)))).toEqual(result);
  });
});
