import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { ask, postJson, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';

type Node = Readonly<Record<string, JsonValue>>;

/** What the tests read of a parameter. */
type Parameter = Readonly<{ name: string; in: string; example?: string }>;

let server: RunningServer;
let document: JsonObject;

beforeAll(async () => {
  server = await startServer();
  document = (await ask(`${server.url}/openapi.json`)).json as JsonObject; // parsed JSON of an object
});
afterAll(() => server.close());

function at(node: JsonValue | undefined, ...path: string[]): JsonValue {
  const found = path.reduce<JsonValue | undefined>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    node,
  );
  if (found === undefined) throw new Error(`there is nothing at ${path.join('/')}`);
  return found;
}

function isNode(value: JsonValue | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every schema of the document with the place it stands at. */
function schemas(node: JsonValue, place = '#'): { place: string; schema: Node }[] {
  if (Array.isArray(node))
    return node.flatMap((item: JsonValue, index) => schemas(item, `${place}/${index}`));
  if (!isNode(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${place}/${key}`;
    if (key === 'schema' && isNode(value)) return [{ place: here, schema: value }];
    if (key === 'schemas' && isNode(value)) {
      return Object.entries(value).map(([name, schema]) => ({
        place: `${here}/${name}`,
        schema: schema as Node,
      })); // components.schemas
    }
    return ['example', 'examples'].includes(key) ? [] : schemas(value, here);
  });
}

function operations(): { path: string; method: string; operation: Node }[] {
  return Object.entries(at(document, 'paths') as Node).flatMap(([path, item]) =>
    Object.entries(item as Node).map(([method, operation]) => ({
      path,
      method,
      operation: operation as Node,
    })),
  );
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 with JSON Schema 2020-12', () => {
    expect(document).toMatchObject({ openapi: '3.1.1' });
    expect(JSON.stringify(document)).not.toMatch(/"nullable":|"x-request-body":|"format":"(byte|binary)"/);
  });

  it('has only schemas that 2020-12 allows', () => {
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    const all = schemas(document);
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ schema }) => ajv.validateSchema(schema) !== true)).toEqual([]);
    // Strict compilation also finds keywords that do not exist.
    const components = at(document, 'components', 'schemas') as Node; // checked to be schemas just above
    ajv.addKeyword('components'); // where OpenAPI keeps them; their references lead there
    ajv.addSchema({ $id: 'doc', components: { schemas: components } });
    for (const name of Object.keys(components)) {
      expect(() => ajv.compile({ $ref: `doc#/components/schemas/${name}` })).not.toThrow();
    }
  });

  it('describes every property and shows an example of it', () => {
    const components = at(document, 'components', 'schemas') as Node; // an object of schemas
    const offenders = Object.entries(components).flatMap(([name, schema]) =>
      Object.entries(at(schema, 'properties') as Node)
        .filter(([, property]) => {
          const { description, examples, $ref, allOf, anyOf, items } = property as Node; // a schema
          const isOther = $ref !== undefined || allOf !== undefined || anyOf !== undefined || isNode(items);
          return description === undefined || (examples === undefined && !isOther);
        })
        .map(([property]) => `${name}.${property}`),
    );
    expect(offenders).toEqual([]);
  });

  it('gives every route a summary, a tag, a 200 and a 400', () => {
    const offenders = operations().filter(
      ({ operation }) =>
        !operation['summary'] ||
        !operation['tags'] ||
        Object.keys(at(operation, 'responses') as Node).join() !== '200,400',
    );
    expect(offenders).toEqual([]);
  });

  it('says of every route which role of which key it needs, and of two ways to send it', () => {
    expect(at(document, 'components', 'securitySchemes')).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      api_key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    });
    const needed = operations().map(({ path, method, operation }) => {
      const [bearer, header, ...more] = (operation['security'] ?? []) as readonly Node[]; // a list of requirements
      expect([header?.['api_key'], more]).toEqual([bearer?.['bearer'], []]);
      return `${method} ${path}: ${JSON.stringify(bearer?.['bearer'] ?? 'open')}`;
    });
    expect(needed.sort()).toEqual([
      'get /: "open"',
      'get /v1/analyze-execution/jobs/{id}/result: ["analyze"]',
      'get /v1/analyze-execution/jobs/{id}: ["analyze"]',
      'get /v1/health/live: "open"',
      'get /v1/health/ready: "open"',
      'get /v1/plugins/{name}/health: ["read"]',
      'get /v1/plugins/{name}/history: ["read"]',
      'get /v1/plugins/{name}/manifest: ["read"]',
      'get /v1/plugins/{name}: ["read"]',
      'get /v1/plugins: ["read"]',
      'post /v1/analyze-execution: ["analyze"]',
      'post /v1/plugins/reload: ["admin"]',
      'post /v1/plugins/{name}/reload: ["admin"]',
    ]);
  });

  it('lists every route there is', () => {
    expect(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      'get /',
      'get /v1/analyze-execution/jobs/{id}',
      'get /v1/analyze-execution/jobs/{id}/result',
      'get /v1/health/live',
      'get /v1/health/ready',
      'get /v1/plugins',
      'get /v1/plugins/{name}',
      'get /v1/plugins/{name}/health',
      'get /v1/plugins/{name}/history',
      'get /v1/plugins/{name}/manifest',
      'post /v1/analyze-execution',
      'post /v1/plugins/reload',
      'post /v1/plugins/{name}/reload',
    ]);
  });
});

describe('an example of /openapi.json', () => {
  const body = (type: string): JsonValue =>
    at(document, 'paths', '/v1/analyze-execution', 'post', 'requestBody', 'content', type);
  const analyze = (): string => `${server.url}/v1/analyze-execution`;

  it('of a JSON body works as it stands', async () => {
    const examples = Object.entries(at(body('application/json'), 'examples') as Node); // named examples
    expect(examples.map(([name]) => name)).toEqual(['base64', 'data_url']);
    for (const [, example] of examples) {
      const answer = await postJson(analyze(), at(example, 'value'));
      expect(answer).toMatchObject({ status: 200, json: { result: { codes: [{ text: 'GATEHOUSE' }] } } });
    }
  });

  it('of a form works with the sample picture', async () => {
    const form = new FormData();
    for (const [name, property] of Object.entries(
      at(body('multipart/form-data'), 'schema', 'properties') as Node,
    )) {
      const examples = isNode(property) ? property['examples'] : undefined;
      if (Array.isArray(examples)) form.append(name, String(examples[0]));
      else form.append(name, new Blob([sample('qr-tiny.png')]), 'sample.png');
    }
    expect(await ask(analyze(), { method: 'POST', body: form })).toMatchObject({ status: 200 });
  });

  it('of a raw body works with the sample picture', async () => {
    const parameters = at(
      document,
      'paths',
      '/v1/analyze-execution',
      'post',
      'parameters',
    ) as unknown as readonly Parameter[]; // a list
    const query = new URLSearchParams(
      Object.fromEntries(parameters.map(({ name, example }) => [name, example ?? ''])),
    );
    expect(at(body('image/*'), 'schema')).toMatchObject({ contentMediaType: 'application/octet-stream' });
    const answer = await ask(`${analyze()}?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'image/*' },
      body: sample('qr-tiny.png'),
    });
    expect(answer).toMatchObject({ status: 200 });
  });

  it('of a path works', async () => {
    for (const { path, method, operation } of operations()) {
      const parameters = (operation['parameters'] ?? []) as unknown as readonly Parameter[]; // OpenAPI says a list
      const inPath = parameters.filter(({ in: place }) => place === 'path');
      if (method !== 'get' || inPath.some(({ example }) => example === undefined)) continue;
      const real = inPath.reduce((url, { name, example }) => url.replace(`{${name}}`, example ?? ''), path);
      expect([real, (await ask(server.url + real)).status]).toEqual([real, 200]);
    }
  });

  it('of the sample picture is the one of docs/samples', async () => {
    const answer = await fetch(`${server.url}/docs/sample.png`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(sample('qr-tiny.png'));
  });
});
