import { Validator } from '@seriousme/openapi-schema-validator';
import type { JsonObject } from '@gatehouse/contracts';
import { join } from 'node:path';
import { contractOf } from '../support/contract/hold-to-contract.js';
import { nodeAt, peek } from '../support/contract/document-nodes.js';
import { ask, postJson, sample } from '../support/http.js';
import { pluginFolder, writePlugin, type PluginSource } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';

/** A schema with everything that could be mistaken where it does not stand alone. */
const STRANGE = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://stranger.example/options',
  type: 'object',
  additionalProperties: false,
  properties: {
    again: { $ref: '#' },
    byName: { $ref: 'options#/$defs/n' },
    deep: { $ref: '#/$defs/a~1b/$defs/c' },
    inner: { $ref: 'other' },
  },
  $defs: {
    'a/b': { $defs: { c: { type: 'integer' } } },
    n: { type: 'string' },
    o: { $id: 'other', allOf: [{ $ref: '#/$defs/p' }], $defs: { p: { type: 'boolean' } } },
  },
};
const DYNAMIC = {
  type: 'object',
  $dynamicAnchor: 'node',
  properties: { next: { $dynamicRef: '#node' } },
};
const LARGE = {
  type: 'object',
  properties: Object.fromEntries(
    Array.from({ length: 900 }, (_, index) => [`p${index}`, { type: 'string', description: 'x'.repeat(60) }]),
  ),
};

const folder = pluginFolder({
  strange: {
    manifest: { options_schema: STRANGE, output_schema: STRANGE },
    code: 'export default { run: () => ({ deep: 1 }) };',
  },
  dynamic: { manifest: { options_schema: DYNAMIC } },
  large: { manifest: { options_schema: LARGE } },
  nameless: { manifest: 'this is no manifest' },
});
const image = sample('qr-tiny.png').toString('base64');

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: folder });
});
afterAll(() => server.close());

async function fetchDocument(): Promise<JsonObject> {
  return (await ask(`${server.url}/openapi.json`)).json as JsonObject; // held to its own schema by `ask`
}

function schemasOf(document: JsonObject): JsonObject {
  return nodeAt(document, 'components', 'schemas');
}

describe('the document of a server with strangers’ plugins', () => {
  it('is valid, whatever their schemas hold', async () => {
    expect(await new Validator().validate({ ...(await fetchDocument()) })).toEqual({ valid: true });
  });

  it('tells what they take and give, so that it means what it meant', async () => {
    const contract = contractOf(await fetchDocument());
    const judge = (value: unknown): string[] =>
      contract.schemaProblems('#/components/schemas/PluginOptions.strange', value);
    expect([{ again: { deep: 1 } }, { byName: 'x' }, { inner: true }].map(judge)).toEqual([[], [], []]);
    expect(
      [{ again: { deep: 'x' } }, { byName: 1 }, { inner: 1 }, { other: 1 }].map(
        (value) => judge(value).length,
      ),
    ).toEqual([1, 1, 1, 1]);
    // `ask` holds the answer against PluginResult.strange
    const answer = await postJson(`${server.url}/v1/analyze-execution`, { plugin: 'strange', image });
    expect(answer).toMatchObject({ status: 200, json: { result: { deep: 1 } } });
  });

  it.each(['dynamic', 'large'])('says that a schema is left out, as that of %s', async (plugin) => {
    const schema = nodeAt(schemasOf(await fetchDocument()), `PluginOptions.${plugin}`);
    expect(schema).toMatchObject({
      type: 'object',
      description: expect.stringMatching(/cannot be shown.*manifest/) as string,
    });
  });

  it('knows nothing of a plugin whose manifest cannot be read', async () => {
    const names = Object.keys(schemasOf(await fetchDocument())).filter((name) => name.includes('nameless'));
    expect(names).toEqual([]);
  });
});

describe('a reload', () => {
  const options = (version: string): PluginSource => ({
    manifest: { version, options_schema: { type: 'object', title: `Options of ${version}` } },
  });

  async function titleOfNew(): Promise<unknown> {
    return peek(schemasOf(await fetchDocument()), 'PluginOptions.newcomer', 'title');
  }

  it('that brings a plugin brings it into the document, and one that changes it changes that', async () => {
    expect(await titleOfNew()).toBeUndefined();
    writePlugin(join(folder, 'newcomer'), 'newcomer', options('1.0.0'));
    await ask(`${server.url}/v1/plugins/newcomer/reload`, { method: 'POST' });
    expect(await titleOfNew()).toBe('Options of 1.0.0');
    writePlugin(join(folder, 'newcomer'), 'newcomer', options('2.0.0'));
    await ask(`${server.url}/v1/plugins/newcomer/reload`, { method: 'POST' });
    expect(await titleOfNew()).toBe('Options of 2.0.0');
  });
});
