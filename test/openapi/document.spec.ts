import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { OPERATIONS } from '../../apps/server/src/openapi/operations.js';
import {
  escapePart,
  follow,
  isNode,
  nodeAt,
  operationsOf,
  peek,
  textFrom,
  type Operation,
} from '../support/contract/document-nodes.js';
import { contractOf } from '../support/contract/hold-to-contract.js';
import { exampleOfParameter, parametersOf } from '../support/contract/prefilled-requests.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

/** Parameters of which no document can have an example: no id in it is that of a job that exists. */
const WITHOUT_EXAMPLE = new Set(['id']);

let server: RunningServer;
let text: string;
let document: JsonObject;

beforeAll(async () => {
  server = await startServer({ ...ALL_PLUGINS, PLUGIN_PATHS: FIXTURE_PLUGINS });
  ({ text } = await ask(`${server.url}/openapi.json`));
  document = JSON.parse(text) as JsonObject; // the contract is that it is one
});
afterAll(() => server.close());

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function operationsThat(isWrong: (operation: JsonObject, name: string) => boolean): string[] {
  return operationsOf(document)
    .filter((one) => isWrong(one.operation, nameOf(one)))
    .map(nameOf);
}

/** Every body with an example: where its schema is, and the examples. */
function bodiesOf({ operation, pointer }: Operation): { schema: string; examples: JsonValue[] }[] {
  const places = [
    ['requestBody'],
    ...Object.keys(nodeAt(operation, 'responses')).map((status) => ['responses', status]),
  ];
  return places.flatMap((place) =>
    Object.entries(nodeAt(operation, ...place, 'content')).map(([type, media]) => ({
      schema: [pointer, ...place, 'content', escapePart(type), 'schema'].join('/'),
      examples: examplesOf(nodeAt(media)),
    })),
  );
}

function examplesOf(media: JsonObject): JsonValue[] {
  const named = Object.values(nodeAt(media, 'examples')).map((one) => follow(document, one)['value'] ?? null);
  return media['example'] === undefined ? named : [media['example'], ...named];
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1, as the official schema has it', async () => {
    expect(document).toMatchObject({ openapi: '3.1.1' });
    expect(text).not.toMatch(/"nullable":|"x-[a-z-]+":|"format":"(byte|binary)"/);
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  it('has nothing that a linter finds fault with', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source: text, config });
    expect(problems.map(({ ruleId, message, location: [at] }) => [ruleId, message, at?.pointer])).toEqual([]);
  });

  it('has only schemas that 2020-12 allows, and in them only keywords that there are', () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false });
    addFormats.default(ajv);
    for (const keyword of ['components', 'discriminator']) ajv.addKeyword(keyword); // OpenAPI's own
    const schemas = nodeAt(document, 'components', 'schemas');
    ajv.addSchema({ $id: 'doc', components: { schemas } });
    const offenders = Object.keys(schemas).filter((name) => {
      ajv.compile({ $ref: `doc#/components/schemas/${name}` }); // throws and says what it is
      return ajv.validateSchema(nodeAt(schemas[name])) !== true;
    });
    expect(offenders).toEqual([]);
    expect(Object.keys(schemas).length).toBeGreaterThan(40);
  });

  it('describes every property and shows an example of it', () => {
    const schemas = Object.entries(nodeAt(document, 'components', 'schemas'));
    // of what plugins say of themselves their authors decide
    const ours = schemas.filter(([name]) => !/^Plugin(Options|Result)\./.test(name));
    const offenders = ours.flatMap(([name, schema]) =>
      Object.entries(nodeAt(schema, 'properties'))
        .filter(([, property]) => {
          const { description, examples, $ref, allOf, anyOf, items, contentMediaType, pattern } =
            nodeAt(property);
          const isPicture = typeof pattern === 'string' && pattern.startsWith('^data:image/'); // and only there when asked for
          const isOther =
            [$ref, allOf, anyOf, contentMediaType].some((one) => one !== undefined) ||
            isNode(items) ||
            isPicture;
          return description === undefined || (examples === undefined && !isOther);
        })
        .map(([property]) => `${name}.${property}`),
    );
    expect(offenders).toEqual([]);
  });
});

describe('every operation of /openapi.json', () => {
  it('stands in the table of operations, and the table names no other', () => {
    expect(operationsOf(document).map(nameOf).sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it('has an id of its own', () => {
    const ids = operationsOf(document).map(({ operation }) => operation['operationId']);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a summary of one line, and a tag that is described', () => {
    const { tags = [] } = document;
    const known = (Array.isArray(tags) ? tags : []).map((tag: JsonValue) => peek(tag, 'name'));
    const offenders = operationsThat((operation) => {
      const { summary, tags: own } = operation;
      const isShort = typeof summary === 'string' && summary.length > 5 && summary.length <= 60;
      return !isShort || !Array.isArray(own) || !own.every((tag: JsonValue) => known.includes(tag));
    });
    expect(offenders).toEqual([]);
  });

  it('answers 200 or 400, and the request id with both', () => {
    const offenders = operationsThat(({ responses }) => {
      const answers = Object.values(nodeAt(responses));
      return (
        Object.keys(nodeAt(responses)).join() !== '200,400' ||
        answers.some((answer) => peek(answer, 'headers', 'X-Request-Id') === undefined)
      );
    });
    expect(offenders).toEqual([]);
  });

  it('says which role of which key it needs, of two ways to send it, and what is left of its limit', () => {
    expect(nodeAt(document, 'components', 'securitySchemes')).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      api_key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    });
    const offenders = operationsThat(({ security, responses }) => {
      if (!Array.isArray(security)) return true;
      const [bearer, header, ...more] = (security as JsonValue[]).map((way) => nodeAt(way)); // checked above
      if (bearer === undefined) return false;
      const roles = JSON.stringify(bearer['bearer']);
      const isSame = JSON.stringify(header?.['api_key']) === roles && more.length === 0;
      return !isSame || !/^\["(read|analyze|admin)"\]$/.test(roles) || !hasLimit(responses);
    });
    expect(offenders).toEqual([]);
  });

  function hasLimit(responses: JsonValue | undefined): boolean {
    return ['200', '400'].every((status) => peek(responses, status, 'headers', 'RateLimit') !== undefined);
  }

  it('shows an example of each of its answers and bodies', () => {
    const offenders = operationsOf(document).flatMap((one) =>
      bodiesOf(one)
        // of a form each field has its own; an image has none
        .filter(
          ({ schema, examples }) => examples.length === 0 && !/(form-data|image~1|event-stream)/.test(schema),
        )
        .map(({ schema }) => schema),
    );
    expect(offenders).toEqual([]);
  });

  it('has only examples that fit their schemas', () => {
    const contract = contractOf(document);
    const offenders = operationsOf(document).flatMap((one) =>
      bodiesOf(one).flatMap(({ schema, examples }) =>
        examples.flatMap((example) =>
          contract.schemaProblems(schema, example).map((problem) => `${schema}: ${problem}`),
        ),
      ),
    );
    expect(offenders).toEqual([]);
  });

  it('describes each of its parameters, and shows a fitting example of those that must be told', () => {
    const contract = contractOf(document);
    const offenders = operationsOf(document).flatMap(({ operation, pointer }) =>
      parametersOf(operation).flatMap((parameter, index) => {
        const example = exampleOfParameter(parameter);
        const name = textFrom(parameter['name']);
        if (typeof parameter['description'] !== 'string') return [`${pointer} ${name} is not described`];
        const mayLack = parameter['required'] !== true || WITHOUT_EXAMPLE.has(name);
        if (example === undefined) return mayLack ? [] : [`${pointer} ${name} has no example`];
        return contract.schemaProblems(`${pointer}/parameters/${index}/schema`, example);
      }),
    );
    expect(offenders).toEqual([]);
  });
});

describe('the examples of errors', () => {
  it('have words for everything that their messages name', () => {
    const examples = Object.entries(nodeAt(document, 'components', 'examples'));
    const offenders = examples.filter(([, example]) =>
      /\{\w+\}/.test(textFrom(peek(example, 'value', 'error', 'message')).replaceAll('/{name}', '')),
    );
    expect(offenders).toEqual([]);
    expect(examples.length).toBeGreaterThan(40);
  });

  it('are called by their codes', () => {
    const examples = Object.entries(nodeAt(document, 'components', 'examples'));
    expect(
      examples.filter(([name, example]) => peek(example, 'value', 'error', 'details', 'code') !== name),
    ).toEqual([]);
  });
});
