import { LIFECYCLE_STATE, type ErrorEnvelope } from '@gatehouse/contracts';
import {
  ERROR_CATALOGUE,
  GatehouseError,
  MAX_MESSAGE_LENGTH,
  toErrorBody,
  toErrorEnvelope,
  type ErrorCode,
} from '@gatehouse/errors';
import { isFailure, isFault, lifecycleAfter, ToolRunner } from '@gatehouse/execution/internal';
import { expectNothingInternal } from '../support/expect-envelope.js';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';

const png = await sample('png');

const { app } = await openExecution({
  thrower: {
    manifest: { options_schema: { type: 'object', properties: { what: { type: 'string' } } } },
    code: `
      import { join } from 'node:path';
      const things = {
        error: () => new Error('kaboom'),
        type: () => new TypeError('not that'),
        text: () => 'only words',
        number: () => 7,
        null: () => null,
        undefined: () => undefined,
        symbol: () => Symbol('sign'),
        object: () => ({ message: 'an object speaks' }),
        nameless: () => ({}),
        proxy: () => new Proxy({}, { get() { throw 1; }, has() { throw 2; }, getPrototypeOf() { throw 3; } }),
        huge: () => new Error('m'.repeat(5_000_000)),
        surrogate: () => new Error('m'.repeat(1998) + '\\u{1F600}\\u{1F600}'),
        path: () => new Error('cannot open ' + import.meta.filename + ' or ' + join(import.meta.dirname, 'model.bin')),
        url: () => new Error('cannot import ' + import.meta.url),
        cause: () => new Error('outer', { cause: new Error('inner ' + import.meta.filename) }),
        forged: () => Object.assign(new Error('x'), { code: 'INTERNAL_ERROR', type: 'AuthError', plugin: 'other' }),
      };
      export default { run: ({ options }) => { throw things[options.what](); } };
    `,
  },
});
const runner = app.get(ToolRunner);

async function envelopeOf(what: string): Promise<ErrorEnvelope> {
  const outcome = await runner.run('thrower', { image: png, mimeType: null, options: { what } });
  if (!isFailure(outcome)) throw new Error('the execution succeeded');
  return outcome[1];
}

describe('the envelope of an execution [ERR-01]', () => {
  it('has exactly its keys, and what is internal beside them [ERR-02]', async () => {
    const envelope = await envelopeOf('error');
    expect(Object.keys(envelope).sort()).toEqual([
      '_internal',
      'details',
      'message',
      'plugin',
      'timestamp',
      'type',
    ]);
    expect(envelope).toMatchObject({
      type: 'ExecutionError',
      message: 'kaboom',
      plugin: 'thrower',
      details: { code: 'PLUGIN_THREW', retryable: false, request_id: null, job_id: null, errors: [] },
    });
    expect(new Date(envelope.timestamp).toISOString()).toBe(envelope.timestamp);
  });

  it('keeps the stack inside: it is in the traceback and not in the body [ERR-03]', async () => {
    const envelope = await envelopeOf('error');
    expect(envelope._internal.traceback).toMatch(/kaboom[\s\S]*at .*index\.js:\d+/);
    const body = toErrorBody(envelope);
    expect(Object.keys(body).sort()).toEqual(['details', 'message', 'plugin', 'timestamp', 'type']);
    expectNothingInternal(JSON.stringify(body));
  });

  it.each([
    ['error', 'kaboom'],
    ['type', 'not that'],
    ['text', 'only words'],
    ['number', 'something was thrown that has no message (7)'],
    ['null', 'something was thrown that has no message (null)'],
    ['undefined', 'something was thrown that has no message (undefined)'],
    ['symbol', 'something was thrown that has no message (a symbol)'],
    ['object', 'an object speaks'],
    ['nameless', 'something was thrown that has no message ([object Object])'],
    ['proxy', 'something was thrown that cannot be looked at'],
    ['path', 'cannot open …/index.js or …/model.bin'],
    ['url', 'cannot import …/index.js'],
    ['cause', 'outer'],
  ])('tells a plugin’s own words when it throws %s', async (what, message) => {
    const envelope = await envelopeOf(what);
    expect(envelope.message).toBe(message);
    expect(envelope.details.code).toBe('PLUGIN_THREW');
    expectNothingInternal(JSON.stringify(toErrorBody(envelope)));
  });

  it.each(['huge', 'surrogate'])(
    'has a message of bounded length and whole characters (%s)',
    async (what) => {
      const { message } = await envelopeOf(what);
      expect(message.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
      expect(message.isWellFormed()).toBe(true);
    },
  );

  it('cannot be forged by what is thrown', async () => {
    const envelope = await envelopeOf('forged');
    expect(envelope).toMatchObject({
      type: 'ExecutionError',
      plugin: 'thrower',
      details: { code: 'PLUGIN_THREW' },
    });
  });
});

describe('a failed execution [ERR-04]', () => {
  const notFaults = [
    'IMAGE_EMPTY',
    'OPTIONS_INVALID',
    'PLUGIN_UNAVAILABLE',
    'QUEUE_FULL',
    'EXECUTION_CANCELLED',
    'WORKER_LOST',
  ];

  it.each([
    ...notFaults.map((code) => [code, false] as const),
    ['PLUGIN_THREW', true],
    ['OUTPUT_INVALID', true],
    ['INTERNAL_ERROR', true],
  ] as const)("with %s is somebody's fault: %s", (code, expected) => {
    const words = { message: '', plugin: 'p', reason: 'r', problem: 'x' } as never; // any code, whatever words it needs
    expect(isFault(toErrorEnvelope(new GatehouseError(code as ErrorCode, words)))).toBe(expected);
  });
});

describe('what a failure says of its plugin [ERR-04] [LIFE-02]', () => {
  const { INITIALIZED, RUNNING, FAILED, UNAVAILABLE } = LIFECYCLE_STATE;
  const faults: readonly string[] = [
    'OUTPUT_INVALID',
    'OUTPUT_NOT_JSON',
    'OUTPUT_TOO_LARGE',
    'PLUGIN_CRASHED',
    'PLUGIN_LOAD_FAILED',
    'PLUGIN_OUT_OF_MEMORY',
    'PLUGIN_SCHEMA_TOO_COSTLY',
    'PLUGIN_THREW',
    'PLUGIN_TIMED_OUT',
  ];

  it('is FAILED for the faults that are its own, and for no other code there is', () => {
    const found = Object.keys(ERROR_CATALOGUE).filter((code) => lifecycleAfter(code, RUNNING) === FAILED);
    expect(found.sort()).toEqual(faults);
  });

  it.each([INITIALIZED, RUNNING, FAILED, UNAVAILABLE])(
    'is nothing when the caller is at fault (%s)',
    (state) => {
      expect(lifecycleAfter('IMAGE_EMPTY', state)).toBe(state);
      expect(lifecycleAfter('QUEUE_FULL', state)).toBe(state);
    },
  );

  it('is INITIALIZED after a cancellation', () => {
    expect(lifecycleAfter('EXECUTION_CANCELLED', RUNNING)).toBe(INITIALIZED);
  });
});
