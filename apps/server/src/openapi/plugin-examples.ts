import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue, ManifestExample, PluginManifest } from '@gatehouse/contracts';
import { isObject, mapEntries, objectAt, valueAt } from './json-nodes.js';
import { readSample, SAMPLES_FOLDER } from './sample-image.js';

/** Bytes of a picture that a document is not made unwieldy by. */
const MAX_IMAGE_BYTES = 8192;

/** Puts the examples of the manifests beside those of each JSON body that asks one of the plugins about an image. */
export function withPluginExamples(document: JsonObject, manifests: readonly PluginManifest[]): JsonObject {
  const names: ReadonlySet<unknown> = new Set(manifests.map(({ name }) => name));
  const own = Object.fromEntries(manifests.flatMap(examplesOf));
  const paths = mapEntries(objectAt(document, 'paths'), (path, item) => [
    path,
    mapEntries(isObject(item) ? item : {}, (method, operation) => [
      method,
      extend(operation, (media) => {
        const written = Object.entries(objectAt(media, 'examples'));
        // One of a plugin that was left out would be refused.
        const usable = written.filter(([, example]) => names.has(valueAt(example, 'value', 'plugin')));
        return { ...media, examples: { ...Object.fromEntries(usable), ...own } };
      }),
    ]),
  ]);
  return { ...document, paths };
}

function extend(operation: JsonValue, change: (media: JsonObject) => JsonObject): JsonValue {
  const media = objectAt(operation, 'requestBody', 'content', 'application/json');
  if (!isObject(operation) || !asksOnePlugin(media)) return operation;
  const body = objectAt(operation, 'requestBody');
  const content = { ...objectAt(body, 'content'), 'application/json': change(media) };
  return { ...operation, requestBody: { ...body, content } };
}

function asksOnePlugin(media: JsonObject): boolean {
  const [first] = Object.values(objectAt(media, 'examples'));
  return valueAt(first, 'value', 'plugin') !== undefined && valueAt(first, 'value', 'image') !== undefined;
}

/** One for each set of options: beside the picture, which may be too large to be shown, they are what differs. */
function examplesOf({ name, examples }: PluginManifest): [string, JsonObject][] {
  const all = examples.length > 0 ? examples : [{ image: '', options: {}, output: null }];
  const byOptions = new Map(all.map((example) => [JSON.stringify(example.options), example]));
  return [...byOptions].map(([options, example], index) => [
    index === 0 ? name : `${name}_${index + 1}`,
    {
      summary: options === '{}' ? name : `${name} with ${shorten(options)}`,
      value: requestOf(name, example),
    },
  ]);
}

function requestOf(plugin: string, { image, options }: ManifestExample): JsonObject {
  return { plugin, image: pictureOf(image).toString('base64'), options };
}

/** A built-in sample, where it is small; else the one that is. A path of a stranger's is not looked at. */
function pictureOf(image: string): Buffer {
  if (!/^[\w-]+\.\w+$/.test(image)) return readSample();
  const path = join(SAMPLES_FOLDER, image);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? Infinity;
  return size > MAX_IMAGE_BYTES ? readSample() : readFileSync(path);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}
