import fc from 'fast-check';
import { isGatehouseError } from '@gatehouse/errors';
import { readIdempotencyKey } from '../../apps/server/src/idempotency/idempotency-key.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { gistOf, talk } from '../support/wire.js';
import { sample } from '../support/http.js';
import { post } from '../edge/support/request-bytes.js';
import { askWithKey } from './support/keyed-client.js';

const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

function codeOf(values: readonly string[]): string {
  try {
    return `the key ${String(readIdempotencyKey(values))}`;
  } catch (thrown) {
    return isGatehouseError(thrown) ? thrown.code : String(thrown);
  }
}

describe('an Idempotency-Key', () => {
  it('need not be there', () => {
    expect(readIdempotencyKey(undefined)).toBeNull();
  });

  it('is whatever visible ASCII it says, bare or quoted', () => {
    const key = fc.string({ unit: visible, minLength: 1, maxLength: 255 });
    fc.assert(
      fc.property(key, (text) => {
        const quoted = `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
        expect(readIdempotencyKey([quoted])).toBe(text);
        if (!text.startsWith('"')) expect(readIdempotencyKey([text])).toBe(text);
      }),
    );
  });

  it('is read or refused, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 3 }),
        (values) => {
          expect(codeOf(values)).toMatch(/^the key [\x21-\x7e]{1,255}$|^IDEMPOTENCY_KEY_INVALID$/);
        },
      ),
    );
  });

  it.each([
    [['']],
    [['""']],
    [['"']],
    [['"a']],
    [['"a"b"']],
    [['"a";p=1']],
    [['"a\\b"']],
    [['a b']],
    [['"a b"']],
    [['clé']],
    [['a\tb']],
    [['a'.repeat(256)]],
    [[`"${'a'.repeat(256)}"`]],
    [['a', 'a']],
  ])('is none: %j', (values) => {
    expect(codeOf(values)).toBe('IDEMPOTENCY_KEY_INVALID');
  });
});

describe('a server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ PLUGIN_PATHS: FIXTURE_PLUGINS });
  });
  afterAll(() => server.close());

  it('refuses what is no key, and two', async () => {
    const error = expectEnvelope(await askWithKey(server.url, 'a b'), 'IDEMPOTENCY_KEY_INVALID');
    expect(error.message).toContain('255');
    const headers = ['Idempotency-Key: a', 'Idempotency-Key: a'];
    const twice = post('/v1/analyze-execution?plugin=facts', 'image/png', sample('qr-tiny.png'), headers);
    const { answers } = await talk(Number(new URL(server.url).port), [twice], { answers: 1 });
    expect(answers.map(gistOf)).toEqual(['IDEMPOTENCY_KEY_INVALID']);
  });
});
