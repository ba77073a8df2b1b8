import fc from 'fast-check';
import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';
import { SchemaOverrun } from '@gatehouse/plugins';
import { jsonSyntaxError } from '../../libs/plugins/src/manifest/json-syntax-error.js';
import { schemaWeight } from '../../libs/plugins/src/manifest/schema-weight.js';
import { SchemaValidator } from '../../libs/plugins/src/manifest/schema-validator.js';
import { withinTime } from '../../libs/plugins/src/manifest/within-time.js';

const validator = (schema: JsonSchema): SchemaValidator =>
  SchemaValidator.ofStranger(schema, { applyDefaults: true, allErrors: true });

const property = (a: JsonSchema, rest: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties: { a },
  ...rest,
});
const range = <T>(length: number, item: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => item(index));
const nested = (depth: number): JsonObject => (depth === 0 ? {} : { a: nested(depth - 1) });
const twice = (reference: string): JsonValue => [{ $ref: reference }, { $ref: reference }];

/** Forty definitions, each of which refers twice to the next: two to the power of forty ways. */
const doubling = (keyword: string): JsonObject =>
  property(
    { $ref: '#/$defs/d0' },
    {
      $defs: Object.fromEntries([
        ...range(40, (at) => [`d${at}`, { [keyword]: twice(`#/$defs/d${at + 1}`) }]),
        ['d40', { type: 'number' }],
      ]) as JsonObject,
    },
  );

/** Each would keep the server busy for seconds or for ever, or exhaust its memory. */
const OVERRUNS: readonly (readonly [what: string, schema: JsonObject, value: JsonObject, how: RegExp])[] = [
  ['allOf that doubles', doubling('allOf'), { a: 1 }, /^took longer than 1\d\d ms$/],
  ['anyOf that doubles', doubling('anyOf'), { a: 'x' }, /^took longer than 1\d\d ms$/],
  [
    'a reference to itself, twice',
    property({ allOf: twice('#') }),
    nested(60),
    /^took longer than 1\d\d ms$/,
  ],
  [
    'a pattern of 19 characters and a thousand states',
    property({ type: 'string', pattern: '(a?){1000}a{1000}$' }),
    { a: `${'a'.repeat(60_000)}!` },
    /^took longer than 1\d\d ms$/,
  ],
  [
    'an enum of 9,000 texts for each of many items',
    property({ type: 'array', items: { enum: range(9000, (at) => `word ${at}`) } }),
    { a: range(30_000, () => 'x') },
    /^took longer than 1\d\d ms$/,
  ],
  [
    'a default for each of many items',
    property({ type: 'array', items: property({ default: range(5000, (at) => `text ${at}`) }) }),
    { a: range(20_000, () => ({})) },
    /^fills in more defaults than can be kept$/,
  ],
];

const BROKEN: readonly (readonly [what: string, schema: JsonObject, problem: string | RegExp])[] = [
  [
    'a reference to itself',
    { $ref: '#' },
    'the schema refers to itself without end: no value can be held against it',
  ],
  [
    'a ring of references',
    property(
      { $ref: '#/$defs/x' },
      { $defs: { x: { anyOf: [{ $ref: '#/$defs/y' }] }, y: { not: { $ref: '#/$defs/x' } } } },
    ),
    '/properties/a refers to itself without end: no value can be held against it',
  ],
  [
    'a default of another type',
    property({ type: 'integer', default: 'x' }),
    '/properties/a/default must be integer, as the schema itself says',
  ],
  [
    'a default that breaks what it refers to',
    {
      $id: 'https://example.com/of-its-own',
      ...property(
        { type: 'object', default: { b: 5 }, properties: { b: { $ref: '#/$defs/t~1x' } } },
        { $defs: { 't/x': { type: 'string' } } },
      ),
    },
    '/properties/a/default/b must be string, as the schema itself says',
  ],
  [
    'a property that every object has',
    property(property({}, { properties: { constructor: { default: 1 } } })),
    '/properties/a/properties names "constructor", which every JavaScript object has: choose another name',
  ],
  [
    'a required property that every object has',
    property({ required: ['toString'] }),
    '/properties/a/required names "toString", which every JavaScript object has: choose another name',
  ],
  [
    'another draft',
    { $schema: 'http://json-schema.org/draft-07/schema#' },
    '/$schema is "http://json-schema.org/draft-07/schema#"; schemas are of draft 2020-12 here: ' +
      'write "https://json-schema.org/draft/2020-12/schema", or nothing',
  ],
  [
    'several things that are wrong',
    { type: 'colour', properties: { a: { minLength: -1 }, b: 7 } },
    '/properties/a/minLength must be >= 0; /properties/b must be object,boolean; ' +
      '/type must be one of ["array","boolean","integer","null","number","object","string"]',
  ],
  ['the format url', property({ format: 'url' }), /^unknown format "url"/],
  [
    'patterns that take long to compile',
    property({ type: 'string', allOf: range(3000, (at) => ({ pattern: `\\w{1000}${at}` })) }),
    'took longer than 1000 ms',
  ],
  [
    'four thousand definitions, each of which is the next',
    {
      $ref: '#/$defs/0',
      $defs: Object.fromEntries(range(4001, (at) => [at, { $ref: `#/$defs/${at + 1}` }])),
    },
    /call stack/,
  ],
];

describe('a schema that a stranger wrote [STAB-04]', () => {
  it.each(OVERRUNS)('is given up: %s', (_what, schema, value, how) => {
    const check = validator(schema);
    expect(() => check.validate(value)).toThrow(SchemaOverrun);
    expect(() => check.validate(value)).toThrow(how);
  });

  it.each(BROKEN)('is refused: %s', (_what, schema, problem) => {
    expect(() => validator(schema)).toThrow(typeof problem === 'string' ? new Error(problem) : problem);
  });

  it('that cannot be followed beforehand is stopped where it never ends', () => {
    const schema = property({ $ref: '#/$defs/x' }, { $defs: { x: { $dynamicAnchor: 'x', $ref: '#x' } } });
    expect(() => validator(schema).validate({ a: 1 })).toThrow(
      new SchemaOverrun('refers to itself too often'),
    );
  });

  it('may refer to itself for the parts of a value', () => {
    const tree = validator({
      allOf: [{ type: 'object', properties: { a: { $ref: '#' }, b: { type: 'null' } } }],
    });
    expect(tree.validate(nested(60)).errors).toEqual([]);
    expect(tree.validate({ a: { a: { b: 1 } } }).errors).toEqual([
      { pointer: '/a/a/b', message: 'must be null' },
    ]);
  });

  it('may call itself what another calls itself', () => {
    const named = (type: string): SchemaValidator =>
      validator({ $id: 'https://example.com/options', ...property({ type }) });
    expect([named('string'), named('number')].map((check) => check.validate({ a: 1 }).errors.length)).toEqual(
      [1, 0],
    );
  });

  it('may have defaults that others fill up', () => {
    const inner = { type: 'object', required: ['b'], properties: { b: { type: 'integer', default: 1 } } };
    expect(validator(property({ default: {}, ...inner })).validate({}).value).toEqual({ a: { b: 1 } });
  });

  it('tells no more than the beginning of a long list', () => {
    const [error] = validator(property({ enum: range(9000, (at) => `word ${at}`) })).validate({
      a: 1,
    }).errors;
    expect(error?.message).toMatch(/^must be one of \["word 0",.{400,500}…$/);
  });

  it('takes a regular expression of ordinary length for one, and a very long one for none', () => {
    const check = validator(property({ format: 'regex' }));
    const fits = (a: string): boolean => check.validate({ a }).errors.length === 0;
    expect(['^a(b)$', '(', 'a'.repeat(1000), 'a'.repeat(1001)].map(fits)).toEqual([true, false, true, false]);
  });
});

describe('the weight of a schema [STAB-04]', () => {
  it('counts what is referred to as often as it is', () => {
    const $defs = { x: { type: 'string' } };
    const [none, one, two] = [
      {},
      { a: { $ref: '#/$defs/x' } },
      { a: { $ref: '#/$defs/x' }, b: { $ref: '#/$defs/x' } },
    ];
    const weights = [none, one, two].map((properties) => schemaWeight({ $defs, properties }));
    const [first = 0, second = 0, third = 0] = weights;
    expect(third - second).toBe(second - first);
    expect(second).toBeGreaterThan(first);
  });

  it.each([
    ['a reference to itself', property({ $ref: '#' })],
    ['an identity of a part', property({ $id: 'x', $ref: '#' })],
    ['a reference elsewhere', property({ $ref: 'https://json-schema.org/draft/2020-12/schema' })],
    ['a dynamic reference', property({ $dynamicRef: '#meta' })],
    ['what was not looked at', property({ unevaluatedItems: false })],
  ])('is not known for %s', (_what, schema) => {
    expect(schemaWeight(schema)).toBe(Infinity);
  });

  it('is that of its pattern, not of the characters it is written with', () => {
    expect(schemaWeight({ pattern: '(a?){1000}' })).toBeGreaterThan(
      schemaWeight({ pattern: 'a'.repeat(500) }),
    );
  });
});

describe('a schema that was stopped while it was compiled [STAB-04]', () => {
  it('leaves the next one what it needs', () => {
    const slow = property({ allOf: range(3000, (at) => ({ pattern: `\\w{1000}${at}` })) });
    for (const limit of [1, 2, 5, 10, 20]) {
      expect(() => withinTime(limit, () => validator(slow))).toThrow(/took longer/);
      expect(validator(property({ pattern: '\\p{L}{3}' })).validate({ a: 'abc' }).errors).toEqual([]);
    }
  });
});

describe('a limit of time [STAB-04]', () => {
  it('ends what never ends, and leaves what comes after alone', () => {
    for (const task of [
      () => {
        for (;;);
      },
      () => /^(a+)+$/.test(`${'a'.repeat(60)}!`),
    ]) {
      expect(() => withinTime(20, task)).toThrow('took longer than 20 ms');
    }
    expect(withinTime(20, () => 'good')).toBe('good');
  });

  it('passes on what is thrown', () => {
    expect(() =>
      withinTime(20, () => {
        throw new TypeError('its own');
      }),
    ).toThrow(new TypeError('its own'));
  });
});

describe('a text that is not JSON [STAB-01]', () => {
  it.each([
    ['', 'it ends too early, in line 1, column 1'],
    ['{ "a": ', 'it ends too early, in line 1, column 8'],
    ['{\n  "a": 1,\n}', 'unexpected "}" in line 3, column 1'],
    ['{\n  "a": 1\n  "b": 2\n}', 'unexpected "\\"b\\"" in line 3, column 3'],
    ['{ // why\n}', 'unexpected "/" in line 1, column 3'],
    ["{ 'a': 1 }", 'unexpected "\'" in line 1, column 3'],
    ['{ a: 1 }', 'unexpected "a" in line 1, column 3'],
    ['{ "a": True }', 'unexpected "True" in line 1, column 8'],
    ['{ "a": 01 }', 'unexpected "01" in line 1, column 8'],
    [
      '{ "a": "x\n" }',
      'a text that does not end, or holds a sign that JSON wants escaped, in line 1, column 8',
    ],
    [
      '{ "a": "\\x" }',
      'a text that does not end, or holds a sign that JSON wants escaped, in line 1, column 8',
    ],
    ['{} {}', 'unexpected "{" in line 1, column 4'],
    ['[1, 2', 'it ends too early, in line 1, column 6'],
    ['[1}', 'unexpected "}" in line 1, column 3'],
    ['\u{1F600}', 'unexpected "\u{1F600}" in line 1, column 1'],
  ])('%j says where', (text, problem) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(jsonSyntaxError(text)).toBe(problem);
  });

  it('is found wrong where JSON.parse finds it wrong', () => {
    const damaged = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', ':', '"', '}', ']', '0', 'x', '\\'),
    );
    fc.assert(
      fc.property(damaged, ([text, at, sign]) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + sign + text.slice(place + 1);
        const problem = parseProblem(broken);
        if (problem === null) return;
        const found = Number(/column (\d+)$/.exec(jsonSyntaxError(broken))?.[1]) - 1;
        const position = /at position (\d+)/.exec(problem)?.[1] ?? broken.length;
        // JSON.parse points into a word or text that is wrong; here its beginning is pointed at.
        expect(found).toBeLessThanOrEqual(Number(position));
      }),
    );
  });
});

function parseProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (problem) {
    return String(problem);
  }
}
