import fc from 'fast-check';
import { SandboxFailure, toBoundedJson, type JsonLimits } from '@gatehouse/sandbox';

const WIDE: JsonLimits = { maxBytes: 1_000_000, maxDepth: 100, maxValues: 100_000 };

const write = (value: unknown, limits: Partial<JsonLimits> = {}): string =>
  toBoundedJson(value, { ...WIDE, ...limits });

function refusal(value: unknown, limits: Partial<JsonLimits> = {}): readonly [string, string] {
  try {
    return ['written', write(value, limits)];
  } catch (problem) {
    if (!(problem instanceof SandboxFailure)) throw problem;
    return [problem.kind, problem.message];
  }
}

class Fancy {
  readonly a = 1;
}

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

function bomb(levels: number): object {
  let level: object = {};
  for (let count = 0; count < levels; count++) level = { left: level, right: level };
  return level;
}

function nested(depth: number): object {
  let inner: object = {};
  for (let count = 1; count < depth; count++) inner = count % 2 === 0 ? { inner } : { list: inner };
  return inner;
}

const endless: object = new Proxy([], { get: (_target, key) => (key === 'length' ? Infinity : 0) });

const NOT_JSON: readonly (readonly [what: string, value: unknown, message: string])[] = [
  ['nothing', undefined, 'it is undefined, not an object'],
  ['null', null, 'it is null, not an object'],
  ['text', 'text', 'it is a string, not an object'],
  ['a number', 1, 'it is a number, not an object'],
  ['a list', [], 'it is an array, not an object'],
  ['a function', () => 1, 'it is a function, not an object'],
  ['a date', new Date(0), 'it is a string, not an object'],
  ['what makes itself a list', { toJSON: () => [] }, 'it is an array, not an object'],
  ['a BigInt', { a: { b: 1n } }, 'a bigint at /a/b is not JSON'],
  ['a symbol', { a: Symbol('s') }, 'a symbol at /a is not JSON'],
  ['a function inside', { a: [() => 1] }, 'a function at /a/0 is not JSON'],
  ['NaN', { a: NaN }, 'NaN at /a is no JSON number'],
  ['Infinity', { 'a/b~c': -Infinity }, '-Infinity at /a~1b~0c is no JSON number'],
  ['a class instance', { a: new Fancy() }, 'a Fancy at /a is not a plain object'],
  ['a class instance on top', new Fancy(), 'a Fancy at the top is not a plain object'],
  ['a Map', { a: new Map() }, 'a Map at /a is not a plain object'],
  ['a Set', { a: new Set() }, 'a Set at /a is not a plain object'],
  ['a typed array', { a: new Uint8Array(2) }, 'a Uint8Array at /a is not a plain object'],
  ['a promise', { a: Promise.resolve(1) }, 'a Promise at /a is not a plain object'],
  ['an error', { a: new Error('e') }, 'a Error at /a is not a plain object'],
  ['a regular expression', { a: /a/ }, 'a RegExp at /a is not a plain object'],
  ['what makes itself undefined', { a: { toJSON: () => undefined } }, 'undefined at /a is not JSON'],
];

describe('bounded JSON', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
        (value) => {
          expect(write(value)).toBe(JSON.stringify(value));
        },
      ),
    );
  });

  it('writes what JSON.stringify writes of lone surrogates, odd keys, dates, holes and -0', () => {
    const value = {
      ['\ud800']: '\udfff',
      __proto__: null,
      constructor: 'c',
      date: new Date(0),
      holes: new Array<unknown>(3),
      none: [undefined, null],
      left: undefined,
      zero: -0,
      big: 1e21,
      small: 5e-324,
      bare: Object.assign(Object.create(null) as object, { a: 1 }),
      own: JSON.parse('{"__proto__": {"a": 1}}') as unknown,
    };
    expect(write(value)).toBe(JSON.stringify(value));
  });

  it.each(NOT_JSON)('refuses %s', (_what, value, message) => {
    expect(refusal(value)).toEqual(['reply_not_json', message]);
  });

  it.each([
    ['a getter that throws', { get a() { throw new Error('from the getter') } }, 'from the getter'], // prettier-ignore
    ['a toJSON that throws', { a: { toJSON() { throw new Error('from toJSON') } } }, 'from toJSON'], // prettier-ignore
    ['a proxy that throws', { a: new Proxy({}, { ownKeys() { throw new Error('from the proxy') } }) }, 'from the proxy'], // prettier-ignore
  ])('hands on what %s throws', (_what, value, message) => {
    expect(() => write(value)).toThrow(message);
  });

  it('refuses a revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(() => write({ a: proxy })).toThrow('revoked');
  });

  it('asks a value once only how it wants to be written', () => {
    const twice = { toJSON: () => ({ toJSON: () => 'asked again' }) };
    expect(refusal({ a: twice })).toEqual(['reply_not_json', 'a function at /a/toJSON is not JSON']);
  });

  it('takes exactly as many bytes as it may', () => {
    const value = { a: 'é€😀' };
    const bytes = Buffer.byteLength(JSON.stringify(value));
    expect(refusal(value, { maxBytes: bytes })[0]).toBe('written');
    expect(refusal(value, { maxBytes: bytes - 1 })).toEqual([
      'reply_too_large',
      `more than ${bytes - 1} bytes of JSON`,
    ]);
  });

  it('takes exactly as many levels as it may', () => {
    expect(refusal(nested(10), { maxDepth: 10 })[0]).toBe('written');
    expect(refusal(nested(11), { maxDepth: 10 })).toEqual([
      'reply_too_large',
      'nested deeper than 10 levels (or a cycle)',
    ]);
  });

  it('takes exactly as many values as it may', () => {
    expect(refusal({ a: [1, 2, null] }, { maxValues: 5 })[0]).toBe('written');
    expect(refusal({ a: [1, 2, null, ''] }, { maxValues: 5 })).toEqual([
      'reply_too_large',
      'more than 5 values',
    ]);
  });

  it.each([
    ['a cycle', cycle, 'nested deeper than 100 levels (or a cycle)'],
    ['a graph of a million million ends', bomb(40), 'more than 100000 values'],
    ['a list of a billion holes', { a: new Array<unknown>(1_000_000_000) }, 'more than 100000 values'],
    ['a list without an end', { a: endless }, 'more than 100000 values'],
    ['a proxy of ever more proxies', bottomless(), 'nested deeper than 100 levels (or a cycle)'],
    ['a megabyte of text', { a: 'x'.repeat(1_000_001) }, 'more than 1000000 bytes of JSON'],
    ['a megabyte of key', { ['x'.repeat(1_000_001)]: 1 }, 'more than 1000000 bytes of JSON'],
  ])('stops at %s', (_what, value, message) => {
    expect(refusal(value)).toEqual(['reply_too_large', message]);
  });

  it('keeps within its limits whatever it is given', () => {
    const limits = { maxBytes: 200, maxDepth: 4, maxValues: 20 };
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withTypedArray: true }), (value) => {
        const [kind, text] = refusal({ value }, limits);
        if (kind === 'written') expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200);
        else expect(['reply_not_json', 'reply_too_large']).toContain(kind);
      }),
    );
  });
});

function bottomless(): object {
  return new Proxy(
    {},
    {
      ownKeys: () => ['deeper'],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      get: (_target, key) => (key === 'deeper' ? bottomless() : undefined),
    },
  );
}
