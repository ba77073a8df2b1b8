import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';
import { rebaseSchema } from './rebase-schema.js';

const NAME = 'PluginResult.it';
const ROOT = `#/components/schemas/${NAME}`;

function componentsOf(schema: JsonSchema): Readonly<Record<string, JsonValue>> {
  const { components, problem } = rebaseSchema(schema, NAME);
  if (components === null) throw new Error(problem);
  return components;
}

/** Judges values by a schema that stands alone. */
function judgeAlone(schema: JsonSchema): (value: unknown) => boolean {
  // What is generated is valid; to compile the draft each time would take most of the time.
  const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
  return ajv.compile(schema);
}

/** Judges them by what was made of the schema, in a document. */
function judgeInDocument(schema: JsonSchema): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
  ajv.addSchema({ $id: 'doc', components: { schemas: componentsOf(schema) } });
  return ajv.compile({ $ref: `doc${ROOT}` });
}

describe('a schema among the components of a document', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'the root',
      { type: 'object', properties: { a: { $ref: '#' } } },
      { [NAME]: { type: 'object', properties: { a: { $ref: ROOT } } } },
    ],
    [
      'a definition, which becomes a component',
      { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } },
      { [NAME]: { $ref: `${ROOT}.a` }, [`${NAME}.a`]: { type: 'string' } },
    ],
    [
      'a part of a definition',
      { $ref: '#/$defs/a/items', $defs: { a: { items: { type: 'string' } } } },
      { [NAME]: { $ref: `${ROOT}.a/items` }, [`${NAME}.a`]: { items: { type: 'string' } } },
    ],
    [
      'a definition within one',
      { $ref: '#/$defs/a/$defs/b', $defs: { a: { $defs: { b: true } } } },
      { [NAME]: { $ref: `${ROOT}.a.b` }, [`${NAME}.a`]: {}, [`${NAME}.a.b`]: true },
    ],
    [
      'a part that is no definition',
      { properties: { 'x y/z': { type: 'string' }, b: { $ref: '#/properties/x%20y~1z' } } },
      {
        [NAME]: {
          properties: { 'x y/z': { type: 'string' }, b: { $ref: `${ROOT}/properties/x%20y~1z` } },
        },
      },
    ],
    [
      'an anchor',
      { $ref: '#here', $defs: { a: { $anchor: 'here', type: 'string' } } },
      { [NAME]: { $ref: `${ROOT}.a` }, [`${NAME}.a`]: { type: 'string' } },
    ],
    [
      'an $id of its own, by which it calls itself',
      { $id: 'https://it.example/schema', $ref: 'schema#/$defs/a', $defs: { a: { type: 'string' } } },
      { [NAME]: { $ref: `${ROOT}.a` }, [`${NAME}.a`]: { type: 'string' } },
    ],
    [
      'an inner $id, which moves what references are relative to',
      {
        $id: 'https://it.example/',
        items: { $ref: 'a#/$defs/b' },
        $defs: { a: { $id: 'a', not: { $ref: '#/$defs/b' }, $defs: { b: { type: 'string' } } } },
      },
      {
        [NAME]: { items: { $ref: `${ROOT}.a.b` } },
        [`${NAME}.a`]: { not: { $ref: `${ROOT}.a.b` } },
        [`${NAME}.a.b`]: { type: 'string' },
      },
    ],
    [
      'definitions whose names become one',
      { $defs: { 'a b': { type: 'string' }, 'a/b': { $ref: '#/$defs/a%20b' } } },
      { [NAME]: {}, [`${NAME}.a_b`]: { type: 'string' }, [`${NAME}.a_b.2`]: { $ref: `${ROOT}.a_b` } },
    ],
  ])('keeps its reference to %s', (_, schema, components) => {
    expect(componentsOf(schema)).toEqual(components);
  });

  it('loses what is of no use there, and nothing that is data', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $comment: 'x',
      'x-plugin-slot': 'result',
      type: 'string',
      nullable: true,
      enum: ['a', { $ref: '#/nowhere', $id: 'https://x.example' }],
      default: { $comment: 'kept' },
    };
    const kept = { enum: schema.enum, default: schema.default };
    expect(componentsOf(schema)).toEqual({ [NAME]: { ...kept, type: ['string', 'null'] } });
  });

  it.each<[string, JsonSchema]>([
    ['a reference to elsewhere', { $ref: 'https://elsewhere.example/schema' }],
    ['a reference to the draft', { $ref: 'https://json-schema.org/draft/2020-12/schema' }],
    ['a reference to nothing', { $ref: '#/$defs/a' }],
    ['a reference to what is no schema', { enum: [{ type: 'string' }], not: { $ref: '#/enum/0' } }],
    ['an anchor that is not there', { $ref: '#here' }],
    ['a dynamic reference', { $dynamicRef: '#here', $dynamicAnchor: 'here' }],
    ['an $id that is no URI', { $id: 'http://[', type: 'string' }],
  ])('is not made of %s', (_, schema) => {
    expect(rebaseSchema(schema, NAME)).toEqual({ components: null, problem: expect.any(String) as string });
  });

  const { schema } = fc.letrec<{ schema: JsonValue }>((tie) => {
    const inner = tie('schema');
    const reference = fc.constantFrom(
      '#',
      '#/$defs/a',
      '#/$defs/a~1b',
      '#/$defs/a/$defs/b',
      '#named',
      'urn:x:1#c',
    );
    const leaf = fc.oneof(
      fc.record({ type: fc.constantFrom('string', 'integer', 'object', 'array', 'null') }),
      fc.record({ const: fc.constantFrom(1, 'a', null) }),
      fc.record({ $ref: reference, description: fc.constant('d') }, { requiredKeys: ['$ref'] }),
      fc.boolean(),
    );
    return {
      schema: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.record({ properties: fc.dictionary(fc.constantFrom('a', 'b', '$defs', '$ref'), inner) }),
        fc.record({ items: inner }),
        fc.record({ anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
        fc.record({ additionalProperties: inner }),
        fc.record({ not: inner }),
      ),
    };
  });
  const root = fc
    .tuple(schema, schema, schema, schema, fc.jsonValue({ maxDepth: 1 }))
    .map(([top, a, ab, b, c]): JsonSchema => ({
      allOf: [top],
      $defs: {
        a: { $defs: { b }, anyOf: [a] },
        'a/b': ab,
        named: { $anchor: 'named', anyOf: [b] },
        resource: { $id: 'urn:x:1', $defs: { c: { $anchor: 'c', const: c as JsonValue } } },
      },
    }));

  it('judges every value as it did alone', () => {
    let judged = 0;
    fc.assert(
      fc.property(root, fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), (schema, values) => {
        const alone = tryTo(() => judgeAlone(schema));
        if (alone === null) return; // it refers to what is not there
        const inDocument = judgeInDocument(schema);
        for (const value of values) {
          const verdict = tryTo(() => alone(value));
          if (verdict === null) return; // it refers to itself without end
          judged++;
          expect(inDocument(value)).toBe(verdict);
        }
      }),
      { numRuns: 150 },
    );
    expect(judged).toBeGreaterThan(100);
  });
});

/** Null where it cannot be done. */
function tryTo<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (thrown) {
    const isForeseen =
      thrown instanceof Error && /^(can't resolve reference|Maximum call stack)/.test(thrown.message);
    if (isForeseen) return null;
    throw thrown;
  }
}
