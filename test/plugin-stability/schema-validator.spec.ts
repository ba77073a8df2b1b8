import fc from 'fast-check';
import type { JsonObject, JsonSchema } from '@gatehouse/contracts';
import { linearRegExp } from '../../libs/plugins/src/manifest/linear-reg-exp.js';
import type { SchemaOptions } from '../../libs/plugins/src/manifest/compile-schema.js';
import { SchemaValidator } from '../../libs/plugins/src/manifest/schema-validator.js';

const validator = (schema: JsonSchema, options: Partial<SchemaOptions> = {}): SchemaValidator =>
  new SchemaValidator(schema, { applyDefaults: true, allErrors: true, ...options });

const property = (schema: JsonObject): JsonSchema => ({ type: 'object', properties: { a: schema } });

const errorsOf = (schema: JsonObject, a: JsonObject[string]): readonly string[] =>
  validator(property(schema))
    .validate({ a })
    .errors.map(({ pointer, message }) => `${pointer} ${message}`);

describe('SchemaValidator [IN-03] [OUT-01]', () => {
  it('fills in defaults on a copy', () => {
    const given = Object.freeze({ kept: Object.freeze({ b: 1 }) });
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        kept: { type: 'object', properties: { added: { default: 'x' } } },
        list: { type: 'array', default: [1] },
      },
    };
    expect(validator(schema).validate(given)).toEqual({
      value: { kept: { b: 1, added: 'x' }, list: [1] },
      errors: [],
    });
    expect(given).toEqual({ kept: { b: 1 } });
    const untouched = validator(schema, { applyDefaults: false }).validate(given);
    expect(untouched.value).toBe(given);
  });

  it('gives every value defaults of its own', () => {
    const check = validator(property({ default: { list: [] } }));
    const first = check.validate({}).value['a'];
    (first as { list: number[] }).list.push(1); // the default above
    expect(check.validate({}).value).toEqual({ a: { list: [] } });
  });

  it('points at what is wrong, and says what may stand there', () => {
    const schema: JsonSchema = {
      type: 'object',
      additionalProperties: false,
      required: ['needed', 'also/needed'],
      properties: {
        needed: {},
        'also/needed': {},
        word: { enum: ['a', 'b'] },
        one: { const: 1 },
        count: { type: 'integer', minimum: 2 },
        list: { type: 'array', items: { type: 'string' } },
      },
    };
    const given = { word: 'c', one: 2, count: 1, list: ['x', 7], 'un/kn~own': 1 };
    expect(
      [...validator(schema).validate(given).errors].sort((a, b) => (a.pointer < b.pointer ? -1 : 1)),
    ).toEqual([
      { pointer: '/also~1needed', message: 'is required' },
      { pointer: '/count', message: 'must be >= 2' },
      { pointer: '/list/1', message: 'must be string' },
      { pointer: '/needed', message: 'is required' },
      { pointer: '/one', message: 'must be 1' },
      { pointer: '/un~1kn~0own', message: 'is not known' },
      { pointer: '/word', message: 'must be one of ["a","b"]' },
    ]);
  });

  it('names properties that no part of a schema knows', () => {
    const schema: JsonSchema = {
      type: 'object',
      allOf: [{ properties: { a: {} } }],
      unevaluatedProperties: false,
    };
    expect(validator(schema).validate({ a: 1, b: 2 }).errors).toEqual([
      { pointer: '/b', message: 'is not known' },
    ]);
  });

  it('tells twenty errors at most', () => {
    const list = Array.from({ length: 50 }, () => 'x');
    const schema = { type: 'array', items: { type: 'number' } };
    expect(errorsOf(schema, list)).toHaveLength(20);
    expect(validator(property(schema), { allErrors: false }).validate({ a: list }).errors).toHaveLength(1);
  });

  it('takes true for everything and false for nothing', () => {
    expect(validator(true).validate({ a: 1 }).errors).toEqual([]);
    expect(validator(false).validate({}).errors).toHaveLength(1);
  });

  it('holds a value to each of its patterns', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { a: { type: 'string', pattern: '^a+$' }, b: { type: 'string', pattern: '^b+$' } },
      patternProperties: { '^x-': { type: 'number' } },
      propertyNames: { pattern: '^[a-z-]+$' },
    };
    const pointers = (value: JsonObject): string[] =>
      validator(schema)
        .validate(value)
        .errors.map(({ pointer }) => pointer);
    expect(pointers({ a: 'aaa', b: 'bbb', 'x-y': 1 })).toEqual([]);
    expect(pointers({ a: 'bbb', b: 'aaa' })).toEqual(['/a', '/b']);
    expect(pointers({ 'x-y': 'text' })).toEqual(['/x-y']);
    expect(pointers({ X: 1 })).not.toEqual([]);
  });

  it.each(['^(a+)+$', '(a|a)*b', '^(a|aa)+$', '(a*)*b'])(
    'judges %s without trying every way there is',
    (pattern) => {
      expect(errorsOf({ type: 'string', pattern }, `${'a'.repeat(50_000)}!`)).toEqual([
        `/a must match pattern "${pattern}"`,
      ]);
    },
  );

  it('reads patterns as a RegExp does', () => {
    const patterns = fc.constantFrom(
      '^a$',
      'a|b',
      '[^a-c]',
      '^.$',
      '\\d+',
      '^\\w{2,3}$',
      '\\u0041',
      '(?:ab)+',
      '^$',
    );
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '1', ' ', '😀') }),
        (pattern, text) => {
          expect(linearRegExp(pattern).test(text)).toBe(new RegExp(pattern, 'u').test(text));
        },
      ),
    );
  });

  it('compares the items of a long list in one pass', () => {
    const items = Array.from({ length: 60_000 }, (_, at) => ({ at, nested: { list: [at] } }));
    const schema = { type: 'array', uniqueItems: true };
    expect(errorsOf(schema, items)).toEqual([]);
    expect(errorsOf(schema, [...items, { nested: { list: [59_999] }, at: 59_999 }])).toEqual([
      '/a must NOT have duplicate items',
    ]);
  });

  it('finds two items equal that say the same', () => {
    const check = validator(property({ type: 'array', uniqueItems: true }));
    const unchecked = validator(property({ type: 'array', uniqueItems: false }));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const value = { a: [one, other] } as JsonObject; // two JSON values
        expect(check.validate(value).errors).toHaveLength(equal(one, other) ? 1 : 0);
        expect(unchecked.validate(value).errors).toEqual([]);
      }),
    );
  });

  it('finds two items equal whose keys stand in another order', () => {
    const items = [
      { a: 1, b: { c: [1], d: 2 } },
      { b: { d: 2, c: [1] }, a: 1 },
    ];
    expect(errorsOf({ type: 'array', uniqueItems: true }, items)).toHaveLength(1);
    expect(errorsOf({ type: 'array', uniqueItems: true }, ['1', 1, null, 'null', [], {}, '[]'])).toEqual([]);
  });

  it('lets the mark of a box stand, which forbids nothing, and no other word of that kind', () => {
    const box = { type: 'object', 'x-gatehouse-box': true, required: ['x'] };
    expect(errorsOf(box, { x: 1 })).toEqual([]);
    expect(errorsOf(box, {})).toEqual(['/a/x is required']);
    expect(() => validator(property({ 'x-gatehouse-box': 'yes' }))).toThrow('must be ["boolean"]');
    expect(() => validator(property({ 'x-gatehouse-bocks': true }))).toThrow('unknown keyword');
  });

  it('refuses a schema whose verdict would be a promise', () => {
    expect(() => validator({ $async: true, type: 'object' })).toThrow(
      '"$async" is no keyword of JSON Schema',
    );
  });
});

/** Equality of JSON: -0 is 0, the order of keys does not matter. */
function equal(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
  try {
    expect(plain(one)).toStrictEqual(plain(other));
    return true;
  } catch {
    return false;
  }
}
