import fc from 'fast-check';
import { ERROR_TYPE } from '@gatehouse/contracts';
import {
  ERROR_CATALOGUE,
  EnvelopeError,
  GatehouseError,
  MAX_MESSAGE_LENGTH,
  hidePaths,
  isGatehouseError,
  toErrorBody,
  toErrorEnvelope,
  type ErrorCode,
  type ErrorParams,
} from '@gatehouse/errors';

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[]; // the literal's own keys
const FIVE_KEYS = ['details', 'message', 'plugin', 'timestamp', 'type'];

const placeholders = (code: ErrorCode): string[] =>
  [...ERROR_CATALOGUE[code].message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The error of a code, each placeholder filled with a value that shows where it went. */
function filled(code: ErrorCode): GatehouseError {
  const params = Object.fromEntries(placeholders(code).map((name) => [name, `<${name}>`]));
  return new GatehouseError(code, params as ErrorParams<ErrorCode>); // exactly the template's names
}

const throwing = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error('no looking');
    },
  },
);

const HOSTILE: readonly (readonly [what: string, thrown: unknown])[] = [
  ['a proxy that always throws', new Proxy({}, throwing)],
  ['a proxy of a function that always throws', new Proxy(() => undefined, throwing)],
  ['a revoked proxy', revoked()],
  ['an error whose stack throws', withGetter('stack')],
  ['an error whose message throws', withGetter('message')],
  ['an error whose cause throws', withGetter('cause')],
  ['an error whose stack is a symbol', Object.assign(new Error('e'), { stack: Symbol('s') })],
  ['an error whose stack is an object that throws', Object.assign(new Error('e'), { stack: throwingText() })],
  ['an error that is its own cause', ring()],
  ['an object without a prototype', Object.create(null)],
  ['a symbol', Symbol('s')],
  ['a BigInt', 1n],
];

describe('the catalogue', () => {
  it.each(CODES)('%s says what was wrong, with each placeholder filled', (code) => {
    const { message } = filled(code);
    expect(message).not.toMatch(/[{}]/);
    for (const name of placeholders(code)) expect(message).toContain(`<${name}>`);
    expect(message.length).toBeGreaterThan(0);
  });

  it('has nothing but known types, sentences and remedies', () => {
    const offenders = CODES.filter((code) => {
      const { type, message, remedy } = ERROR_CATALOGUE[code];
      const sentence = code === 'PLUGIN_THREW' || /^[A-Z`].*(\.|\{\w+\})$/.test(message);
      return !(type in ERROR_TYPE) || !sentence || !remedy.endsWith('.') || !/^[A-Z][A-Z0-9_]+$/.test(code);
    });
    expect(offenders).toEqual([]);
  });

  it('fills in a value as it is, even one that looks like a placeholder', () => {
    const { message } = new GatehouseError('ROUTE_NOT_FOUND', {
      method: '{path}',
      path: "/$&/$1/{method}/$'",
    });
    expect(message).toBe("There is nothing at {path} /$&/$1/{method}/$'. /docs lists every route.");
  });
});

describe('toErrorEnvelope', () => {
  it.each(CODES)('wraps %s', (code) => {
    const envelope = toErrorEnvelope(filled(code), { plugin: 'p', requestId: 'r', jobId: 'j' });
    const { type, retryable } = ERROR_CATALOGUE[code];
    expect(envelope).toEqual({
      type,
      message: filled(code).message,
      details: { code, retryable, request_id: 'r', job_id: 'j', errors: [] },
      plugin: 'p',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
      _internal: { traceback: expect.stringContaining('envelope.spec') as unknown },
    });
  });

  it('says null where there is nothing to say', () => {
    const { details, plugin } = toErrorEnvelope(new GatehouseError('IMAGE_EMPTY', {}));
    expect([details.request_id, details.job_id, plugin]).toEqual([null, null, null]);
    expect(details).not.toHaveProperty('retry_after_ms');
  });

  it('carries what the error carries', () => {
    const errors = [{ pointer: '/options/n', message: 'must be integer' }];
    const thrown = new GatehouseError(
      'QUEUE_FULL',
      { what: 'p', limit: 1, retry_after_ms: 5 },
      { plugin: 'own', errors, retryAfterMs: 5, cause: new Error('root of it') },
    );
    const envelope = toErrorEnvelope(thrown, { plugin: 'context' });
    expect(envelope).toMatchObject({ plugin: 'own', details: { errors, retry_after_ms: 5 } });
    expect(envelope._internal.traceback).toMatch(/caused by: Error: root of it/);
  });

  it('hands on an envelope that is finished', () => {
    const envelope = toErrorEnvelope(new GatehouseError('IMAGE_EMPTY', {}));
    expect(toErrorEnvelope(new EnvelopeError(envelope), { plugin: 'other' })).toBe(envelope);
  });

  it('keeps the words of an unforeseen error inside', () => {
    const envelope = toErrorEnvelope(new Error('password is hunter2'));
    expect(envelope).toMatchObject({ type: 'InternalError', details: { code: 'INTERNAL_ERROR' } });
    expect(JSON.stringify(toErrorBody(envelope))).not.toContain('hunter2');
    expect(envelope._internal.traceback).toContain('hunter2');
  });

  it.each(HOSTILE)('wraps %s', (_what, thrown) => {
    expect(isGatehouseError(thrown)).toBe(false);
    const envelope = toErrorEnvelope(thrown);
    expect(envelope).toMatchObject({ type: 'InternalError', details: { code: 'INTERNAL_ERROR' } });
    expect(() => JSON.stringify(envelope)).not.toThrow();
  });

  it('wraps anything at all, into a body of five keys', () => {
    const anything = fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withMap: true,
      withDate: true,
    });
    fc.assert(
      fc.property(anything, (thrown) => {
        const envelope = toErrorEnvelope(thrown, { requestId: 'r' });
        const body = JSON.parse(JSON.stringify(toErrorBody(envelope))) as object; // of JSON text
        expect(Object.keys(body).sort()).toEqual(FIVE_KEYS);
        expect(body).toMatchObject({ type: 'InternalError', details: { request_id: 'r' } });
      }),
    );
  });

  it('shortens a message to its limit and never cuts a character in half', () => {
    const wrap = (message: string): string =>
      toErrorEnvelope(new GatehouseError('PLUGIN_THREW', { message })).message;
    const limit = MAX_MESSAGE_LENGTH;
    expect(limit).toBe(2000);
    expect(wrap('x'.repeat(limit))).toBe('x'.repeat(limit));
    expect(wrap('x'.repeat(limit + 1))).toBe(`${'x'.repeat(limit - 1)}…`);
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2010 }),
        fc.string({ unit: 'binary', minLength: 20 }),
        (pad, tail) => {
          const message = wrap('x'.repeat(pad) + tail + '\ud83d');
          expect(message.length).toBeLessThanOrEqual(limit);
          expect(message.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

describe('toErrorBody', () => {
  it('has exactly five keys and nothing that is internal', () => {
    const body = toErrorBody(toErrorEnvelope(new Error('inside')));
    expect(Object.keys(body).sort()).toEqual(FIVE_KEYS);
    expect(JSON.stringify(body)).not.toMatch(/_internal|traceback|inside/);
  });
});

describe('hidePaths', () => {
  it.each([
    ["ENOENT: no such file, open '/etc/gatehouse/key.pem'", "ENOENT: no such file, open '…/key.pem'"],
    ['Cannot find file:///usr/lib/x.js imported from /tmp/a/b.js', 'Cannot find …/x.js imported from …/b.js'],
    ['at (/usr/src/app/index.js:3:5)', 'at (…/index.js:3:5)'],
    ['BigInt at /options/n is not JSON', 'BigInt at /options/n is not JSON'],
    ['1/2 of it, and/or more', '1/2 of it, and/or more'],
  ])('of %j leaves %j', (text, expected) => {
    expect(hidePaths(text)).toBe(expected);
  });

  it('takes no time over long texts', () => {
    expect(hidePaths('/etc/'.repeat(200_000))).toBe('…/');
    expect(hidePaths('/'.repeat(1_000_000))).toHaveLength(1_000_000);
  });
});

function withGetter(key: 'stack' | 'message' | 'cause'): Error {
  return Object.defineProperty(new Error('e'), key, {
    get: () => {
      throw new Error('no looking');
    },
  });
}

function throwingText(): object {
  return {
    toString: () => {
      throw new Error('no looking');
    },
  };
}

function ring(): Error {
  const error = new Error('ring');
  error.cause = error;
  return error;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
