import { AppConfig, readConfig } from '@gatehouse/config';
import type { PluginPayload } from '@gatehouse/contracts';
import { isGatehouseError, type ErrorCode, type GatehouseError } from '@gatehouse/errors';
import { InputValidator, ToolRunner } from '@gatehouse/execution/internal';
import type { PluginContract } from '@gatehouse/plugins';
import { forgedPng } from '../support/images/forged.js';
import { animation, sample } from '../support/images/samples.js';
import { COSTLY_SCHEMA } from './support/costly-schema.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';

const LIMITS = {
  IMAGE_MAX_BYTES: '65536',
  IMAGE_MAX_PIXELS: '10000',
  IMAGE_MAX_FRAMES: '4',
  IMAGE_MAX_DECODED_BYTES: '40000',
};

const png = await sample('png');
const deep = await sample('16-bit png', 90, 90);
const frames = await animation('gif', 5);
const gif = await sample('gif');

const { app, registry } = await openExecution(
  {
    steered: STEERED,
    strict: {
      manifest: {
        options_schema: {
          type: 'object',
          required: ['must'],
          additionalProperties: false,
          properties: { must: { enum: ['a', 'b'] }, list: { type: 'array', items: { type: 'integer' } } },
        },
      },
    },
    plain: {},
    costly: { manifest: { options_schema: COSTLY_SCHEMA } },
  },
  LIMITS,
);
const validator = new InputValidator(AppConfig.of(readConfig(LIMITS)));

function contractOf(name: string): PluginContract {
  const handle = registry.handle(name);
  if (handle === null) throw new Error(`no plugin ${name}`);
  return handle.requireRunnable();
}

function refusal(given: Partial<PluginPayload>, plugin = 'steered'): GatehouseError {
  try {
    validator.validate({ image: png, mimeType: null, options: {}, ...given }, contractOf(plugin));
  } catch (thrown) {
    if (isGatehouseError(thrown)) return thrown;
    throw thrown;
  }
  throw new Error('the payload was let through');
}

const options = (text: string): PluginPayload['options'] => JSON.parse(text) as PluginPayload['options']; // as a body is read

describe('the image [IN-02]', () => {
  const cases: readonly (readonly [code: ErrorCode, payload: Partial<PluginPayload>, said: RegExp])[] = [
    ['IMAGE_EMPTY', { image: new Uint8Array() }, /no bytes/],
    ['IMAGE_TOO_LARGE', { image: new Uint8Array(65_537) }, /65537 bytes; the limit is 65536/],
    ['IMAGE_TYPE_UNKNOWN', { image: new TextEncoder().encode('<svg/>') }, /image\/avif/],
    [
      'IMAGE_TYPE_MISMATCH',
      { mimeType: 'image/jpeg' },
      /declared as image\/jpeg but its bytes are image\/png/,
    ],
    ['IMAGE_UNDECODABLE', { image: png.subarray(0, 20) }, /cannot be decoded/],
    [
      'IMAGE_TOO_MANY_PIXELS',
      { image: forgedPng(18_000, 18_000) },
      /18000 x 18000 pixels; the limit is 0.01 megapixels/,
    ],
    ['IMAGE_TOO_MANY_FRAMES', { image: frames }, /more than 4 frames/],
    ['IMAGE_DECODED_TOO_LARGE', { image: deep }, /the limit is 40000/],
    [
      'IMAGE_TYPE_NOT_ACCEPTED',
      { image: gif },
      /steered does not take image\/gif. Send one of: image\/png, image\/jpeg/,
    ],
  ];

  it.each(cases)('is refused as %s, with a pointer at it', (code, payload, said) => {
    const { code: found, message, errors } = refusal(payload);
    expect(found).toBe(code);
    expect(message).toMatch(said);
    expect(errors).toEqual([{ pointer: '/image', message: expect.any(String) as string }]);
  });

  it.each([null, 'image/png', 'IMAGE/PNG', 'image/png; charset=binary', 'application/octet-stream'])(
    'passes when declared as %s',
    (mimeType) => {
      const { inspection } = validator.validate({ image: png, mimeType, options: {} }, contractOf('steered'));
      expect(inspection).toMatchObject({ mimeType: 'image/png', width: 64, height: 48 });
    },
  );

  it('is judged before the options', () => {
    expect(refusal({ image: new Uint8Array(), options: { count: 0 } }).code).toBe('IMAGE_EMPTY');
  });
});

describe('options [IN-03]', () => {
  interface WrongOptions {
    readonly what: string;
    readonly text: string;
    readonly pointer: string;
    readonly said: RegExp;
    readonly plugin?: string;
  }
  const unknown = /^is not known$/;
  const integer = /must be integer/;
  const cases: readonly WrongOptions[] = [
    { what: 'below a minimum', text: '{"count":0}', pointer: '/options/count', said: />= 1/ },
    { what: 'of a wrong type', text: '{"count":"3"}', pointer: '/options/count', said: integer },
    {
      what: 'wrong inside',
      text: '{"nested":{"depth":"x"}}',
      pointer: '/options/nested/depth',
      said: integer,
    },
    { what: 'unknown', text: '{"colour":"red"}', pointer: '/options/colour', said: unknown },
    { what: 'awkward to point at', text: '{"a/b~c":1}', pointer: '/options/a~1b~0c', said: unknown },
    {
      what: 'named like a prototype',
      text: '{"__proto__":{}}',
      pointer: '/options/__proto__',
      said: unknown,
    },
    { what: 'missing', text: '{}', pointer: '/options/must', said: /^is required$/, plugin: 'strict' },
    {
      what: 'none of a few words',
      text: '{"must":"c"}',
      pointer: '/options/must',
      said: /must be one of \["a","b"\]/,
      plugin: 'strict',
    },
    {
      what: 'wrong in a list',
      text: '{"must":"a","list":[1,2.5]}',
      pointer: '/options/list/1',
      said: integer,
      plugin: 'strict',
    },
    {
      what: 'given where there are none',
      text: '{"any":1}',
      pointer: '/options/any',
      said: unknown,
      plugin: 'plain',
    },
  ];

  it.each(cases)('are refused when $what', ({ text, pointer, said, plugin = 'steered' }) => {
    const { code, message, errors } = refusal({ options: options(text) }, plugin);
    expect(code).toBe('OPTIONS_INVALID');
    expect(errors).toContainEqual({ pointer, message: expect.stringMatching(said) as string });
    expect(message).toContain(`do not fit plugin ${plugin}: ${pointer}`);
  });

  it('are not blamed where the schema comes to no verdict: the plugin is', async () => {
    const { code, message } = refusal({ options: { a: 1 } }, 'costly');
    expect([code, message]).toEqual([
      'PLUGIN_SCHEMA_TOO_COSTLY',
      'Plugin costly cannot be held to its own options_schema, because it took longer than 100 ms. ' +
        'That is a defect of the plugin, not of the request: tell its author.',
    ]);
    const runner = app.get(ToolRunner);
    await runner.run('costly', { image: png, mimeType: null, options: { a: 1 } });
    expect(registry.health('costly')).toMatchObject({ state: 'FAILED', errorCount: 1, reason: message });
    const [result] = await runner.run('costly', { image: png, mimeType: null, options: {} });
    expect(result).toEqual({ ok: true });
  });

  it('are told everything that is wrong at once', () => {
    const { errors } = refusal({ options: { count: 10, label: 'toolong', colour: 1 } });
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/options/colour',
      '/options/count',
      '/options/label',
    ]);
  });

  it('are told of no more than 20 things', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`unknown${index}`, index]));
    expect(refusal({ options: many }).errors).toHaveLength(20);
  });

  it('are told of by a pointer of bounded length', () => {
    const { errors } = refusal({ options: { ['k'.repeat(60_000)]: 1 } });
    expect(errors).toEqual([{ pointer: `/options/${'k'.repeat(491)}`, message: 'is not known' }]);
  });

  it('are refused beyond 65,536 characters, and taken up to them', () => {
    const sized = (length: number): PluginPayload['options'] => ({
      act: 'x'.repeat(length - '{"act":""}'.length),
    });
    expect(refusal({ options: sized(65_537) }).errors).toEqual([
      { pointer: '/options', message: 'must be at most 65536 characters of JSON' },
    ]);
    const payload = { image: png, mimeType: null, options: sized(65_536) };
    expect(() => validator.validate(payload, contractOf('steered'))).not.toThrow();
  });

  it('get the defaults of the schema, also inside', () => {
    const payload = { image: png, mimeType: null, options: { nested: {} } };
    const { options: found } = validator.validate(payload, contractOf('steered'));
    expect(found).toEqual({ act: 'answer', count: 3, nested: { depth: 7 } });
  });

  it('are left as they were given: the plugin gets a copy', () => {
    const nested = Object.freeze({});
    const given = Object.freeze({ nested });
    const payload = Object.freeze({ image: png, mimeType: null, options: given });
    const bytes = png.slice();
    const { options: found } = validator.validate(payload, contractOf('steered'));
    expect(found).not.toBe(given);
    expect(given).toEqual({ nested: {} });
    expect(png).toEqual(bytes);
  });

  it('reach the plugin with the defaults', async () => {
    const payload = { image: png, mimeType: null, options: {} };
    const [result] = await app.get(ToolRunner).run('steered', payload);
    expect(result['options']).toEqual({ act: 'answer', count: 3 });
  });

  it('never carry the defaults of one execution into another', () => {
    const first = validator.validate({ image: png, mimeType: null, options: {} }, contractOf('steered'));
    Object.assign(first.options, { count: 99 });
    const second = validator.validate({ image: png, mimeType: null, options: {} }, contractOf('steered'));
    expect(second.options).toEqual({ act: 'answer', count: 3 });
  });
});
