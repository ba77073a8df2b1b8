import { answers, fails, type FaultFamily } from './plugin-fault.js';

/** Outputs that are not JSON, too large, or not what they seem. */
export const OUTPUTS: FaultFamily = {
  section: 'outputs',
  faults: [
    ...fails(['OUTPUT_NOT_JSON'], {
      'answers undefined': `return undefined`,
      'answers null': `return null`,
      'answers a text': `return 'text'`,
      'answers a number': `return 7`,
      'answers a list': `return [1]`,
      'answers a function': `return () => ({})`,
      'answers a BigInt inside': `return { a: 1n }`,
      'answers a NaN inside': `return { a: NaN }`,
      'answers an infinity inside': `return { a: -Infinity }`,
      'answers a Symbol inside': `return { a: Symbol('a') }`,
      'answers a function inside': `return { a() {} }`,
      'answers a Map': `return new Map([['a', 1]])`,
      'answers a Set inside': `return { a: new Set([1]) }`,
      'answers a promise inside': `return { a: Promise.resolve(1) }`,
      'answers a regular expression inside': `return { a: /a/ }`,
      'answers a boxed number inside': `return { a: new Number(1) }`,
      'answers bytes inside': `return { a: new Uint8Array(3) }`,
      'answers its input': `return { image }`,
      'answers an instance of a class': `return new (class Answer { a = 1; })()`,
      'answers an Error': `return new Error('answered')`,
      'answers a module': `return await import('node:fs')`,
      'answers everything it has': `return globalThis`,
      'answers with a toJSON that gives a function': `return { a: { toJSON: () => () => 1 } }`,
      'answers with a toJSON that gives nothing': `return { toJSON() {} }`,
    }),
    ...fails(['OUTPUT_TOO_LARGE'], {
      'answers a cycle': `const a = {}; a.a = a; return a`,
      'answers an endless chain of getters': `const a = { get a() { return { __proto__: null, get a() { return a; } }; } }; return a`,
      'answers an endless chain of toJSON': `const deep = () => ({ toJSON: () => ({ a: deep() }) }); return { a: deep() }`,
      'answers 20 MB': `return { a: 'x'.repeat(20 * 1024 * 1024) }`,
      'answers text that grows sixfold as JSON': `return { a: '\\u0001'.repeat(2_000_000) }`,
      'answers a key of 9 MB': `return { ['x'.repeat(9 * 1024 * 1024)]: 1 }`,
      'answers 200 levels': `let a = {}; for (let n = 0; n < 200; n++) a = { a }; return a`,
      'answers a million values': `return { a: Array.from({ length: 1_000_000 }, () => 1) }`,
      'answers a bomb of shared parts': `let a = { a: 1 }; for (let n = 0; n < 40; n++) a = { l: a, r: a }; return a`,
      'answers a list of a billion holes': `const a = []; a.length = 1_000_000_000; return { a }`,
      'answers a Proxy that says it is endless': `return { a: new Proxy([], { get: (_, key) => (key === 'length' ? Infinity : 1) }) }`,
    }),
    ...fails(
      ['OUTPUT_TOO_LARGE'],
      {
        'answers a Proxy that makes keys up': `
        const names = Array.from({ length: 201_000 }, (_, n) => 'k' + n);
        const described = { value: 1, enumerable: true, configurable: true };
        return new Proxy({}, { ownKeys: () => names, getOwnPropertyDescriptor: () => described, get: (_, key) => key === 'then' || key === 'toJSON' ? undefined : 1 })`,
      },
      { limits: 'roomy' },
    ),
    ...fails(['OUTPUT_INVALID'], {
      'answers nothing': `return {}`,
      'answers only what JSON drops': `return { a: undefined }`,
      'answers a Proxy of nothing': `return new Proxy({}, {})`,
    }),
    ...answers(
      { a: 0 },
      { 'answers otherwise each time it is asked': `let n = 0; return { get a() { return n++; } }` },
    ),
    ...answers({ a: '1970-01-01T00:00:00.000Z' }, { 'answers a date inside': `return { a: new Date(0) }` }),
    ...answers({ a: '\ud800' }, { 'answers half a character': `return { a: '\\ud800' }` }),
    ...answers({ a: [null, null, 1] }, { 'answers a list with holes': `return { a: [, , 1] }` }),
    ...answers(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'), {
      'answers keys that pollute whoever merges them': `
        return JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')`,
    }),
  ],
};
