// A plugin that ships, called in a plain loop in one process: pictures decoded with sharp, no gate, nothing hardened.
// Started by fork with the name of the plugin; each message is a turn, `{ picture, lanes, calls }`.
import { readFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import process from 'node:process';
import sharp from 'sharp';
import { repeat, timeOf } from '../measure/repeat.ts';
import { fresh } from '../targets/bodies.ts';

const folder = new URL(`../../../libs/vision/${process.argv[2]}/`, import.meta.url);
const { input, options_schema } = JSON.parse(readFileSync(new URL('plugin.json', folder), 'utf8'));
const options = Object.fromEntries(
  Object.entries(options_schema.properties ?? {}).map(([name, schema]) => [name, schema.default]),
);
const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const { default: plugin } = await import(new URL('dist/index.js', folder).href);
await plugin.initialize?.({ logger });

async function payloadOf(file) {
  const facts = { mimeType: 'image/jpeg', options };
  const { autoOrient: original } = await sharp(file).metadata();
  if (input.format === 'encoded') return { ...facts, ...original, original, image: file };
  let pixels = sharp(file).autoOrient();
  if (input.max_side) {
    const [width, height] = [input.max_side, input.max_side];
    pixels = pixels.resize({ width, height, fit: 'inside', withoutEnlargement: true });
  }
  pixels = pixels.toColourspace(input.format === 'grey' ? 'b-w' : 'srgb');
  pixels = input.format === 'grey' ? pixels.removeAlpha() : pixels.ensureAlpha();
  const { data, info } = await pixels.raw().toBuffer({ resolveWithObject: true });
  return { ...facts, width: info.width, height: info.height, original, image: data };
}

async function call(file) {
  const deadline = Date.now() + 60_000;
  const { signal } = new globalThis.AbortController();
  const context = { jobId: null, signal, deadline, logger, progress: quiet };
  return plugin.run(await payloadOf(file), context);
}

process.on('message', async ({ picture, lanes, calls }) => {
  const next = fresh(Buffer.from(picture));
  const lane = () => timeOf(() => call(next()));
  process.send(
    await repeat(
      Array.from({ length: lanes }, () => lane),
      { calls },
    ),
  );
});
