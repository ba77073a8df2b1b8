import type { ErrorCode } from '@gatehouse/errors';
import sharp from 'sharp';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, postJson, sample, type Answer } from '../support/http.js';
import { forgedPng } from '../support/images/forged.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const picture = sample('qr-tiny.png');
const base64 = picture.toString('base64');
const png = { 'content-type': 'image/png' };
const unknownJob = '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_REQUIRED: 'needy',
    EXECUTION_QUEUE: '0',
  });
});
afterAll(() => server.close());

function analyze(body: unknown): Promise<Answer> {
  return postJson(`${server.url}/v1/analyze-execution`, body);
}

function run(plugin: string, extra: object = {}): Promise<Answer> {
  return analyze({ plugin, image: base64, ...extra });
}

function post(
  body: string | FormData | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answer> {
  return ask(`${server.url}/v1/analyze-execution${query}`, { method: 'POST', body, headers });
}

function form(names: readonly string[]): FormData {
  const body = new FormData();
  body.append('plugin', 'facts');
  for (const name of names) body.append(name, new Blob([picture]), 'picture.png');
  return body;
}

function get(path: string): Promise<Answer> {
  return ask(`${server.url}${path}`);
}

async function encode(format: 'gif' | 'tiff' | 'png'): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    [format]()
    .toBuffer();
}

describe('a request that is wrong', () => {
  it.each<[ErrorCode, string, () => Promise<Answer>]>([
    ['BODY_MALFORMED', 'JSON cut short', () => post('{"plugin":', { 'content-type': 'application/json' })],
    ['BODY_MALFORMED', 'JSON that is a text', () => post('"x"', { 'content-type': 'application/json' })],
    ['BODY_MALFORMED', 'a form without boundary', () => post('x', { 'content-type': 'multipart/form-data' })],
    [
      'BODY_MALFORMED',
      'a form cut short',
      () =>
        post('--b\r\nContent-Disposition: form-data; name="plugin"\r\n\r\no', {
          'content-type': 'multipart/form-data; boundary=b',
        }),
    ],
    [
      'BODY_MALFORMED',
      'a compressed body',
      () => post('x', { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
    ],
    [
      'BODY_MALFORMED',
      'an unknown charset',
      () => post('{}', { 'content-type': 'application/json; charset=klingon' }),
    ],
    ['BODY_INVALID', 'no plugin', () => analyze({ image: base64 })],
    ['BODY_INVALID', 'an unknown field', () => run('facts', { wait: true })],
    ['BODY_INVALID', 'an unknown file', () => post(form(['image', 'photo']))],
    [
      'BODY_INVALID',
      'a nested field name',
      () =>
        post('--b\r\nContent-Disposition: form-data; name="options[a]"\r\n\r\n1\r\n--b--', {
          'content-type': 'multipart/form-data; boundary=b',
        }),
    ],
    [
      'CONTENT_TYPE_UNSUPPORTED',
      'a body of another type',
      () => post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    [
      'CONTENT_TYPE_UNSUPPORTED',
      'a body of no type',
      () => ask(`${server.url}/v1/analyze-execution`, { method: 'POST' }),
    ],
    ['IMAGE_MISSING', 'JSON without image', () => analyze({ plugin: 'facts' })],
    ['IMAGE_MISSING', 'a form without file', () => post(form([]))],
    ['IMAGE_AMBIGUOUS', 'two images', () => post(form(['image', 'image']))],
    ['IMAGE_AMBIGUOUS', 'five images', () => post(form(['image', 'image', 'image', 'image', 'image']))],
    ['IMAGE_ENCODING_INVALID', 'bad base64', () => analyze({ plugin: 'facts', image: 'not base64!' })],
    ['OPTIONS_MALFORMED', 'options that are no object', () => run('facts', { options: [] })],
    [
      'OPTIONS_MALFORMED',
      'options text that is not JSON',
      () => post(picture, png, '?plugin=facts&options=%7B'),
    ],
    ['PLUGIN_NOT_FOUND', 'a plugin there is not', () => run('nonesuch')],
  ])('is %s, with no job: %s', async (code, _, send) => {
    expect(expectEnvelope(await send(), code).details.job_id).toBeNull();
  });
});

describe('an execution that the gate refuses', () => {
  it.each<[ErrorCode, string, () => Promise<Answer>]>([
    ['IMAGE_EMPTY', 'no bytes in JSON', () => analyze({ plugin: 'facts', image: '' })],
    ['IMAGE_EMPTY', 'no bytes as the body', () => post(Buffer.alloc(0), png, '?plugin=facts')],
    [
      'IMAGE_TYPE_UNKNOWN',
      'text as image',
      () => analyze({ plugin: 'facts', image: Buffer.from('hello').toString('base64') }),
    ],
    [
      'IMAGE_SIDE_TOO_LONG',
      'a picture 70,000 pixels wide',
      () => post(Buffer.from(forgedPng(70_000, 1)), png, '?plugin=facts'),
    ],
    ['IMAGE_TYPE_MISMATCH', 'a PNG declared as GIF', () => run('facts', { mime_type: 'image/gif' })],
    [
      'IMAGE_TYPE_MISMATCH',
      'a PNG sent as GIF',
      () => post(picture, { 'content-type': 'image/gif' }, '?plugin=facts'),
    ],
    [
      'IMAGE_TYPE_NOT_ACCEPTED',
      'a type the plugin does not take',
      async () => analyze({ plugin: 'facts', image: (await encode('gif')).toString('base64') }),
    ],
    [
      'IMAGE_UNDECODABLE',
      'half an image',
      () => analyze({ plugin: 'facts', image: picture.subarray(0, 180).toString('base64') }),
    ],
    ['OPTIONS_INVALID', 'an option out of bounds', () => run('facts', { options: { n: 10 } })],
    ['PLUGIN_UNAVAILABLE', 'a plugin that lacks something', () => run('needy')],
    ['PLUGIN_LOAD_FAILED', 'a plugin that is no module', () => run('broken')],
  ])('is %s, with a failed job: %s', async (code, _, send) => {
    const error = expectEnvelope(await send(), code);
    const job = await get(`/v1/analyze-execution/jobs/${String(error.details.job_id)}`);
    expect(job).toMatchObject({ status: 200, json: { job: { status: 'FAILED' } } });
  });

  it('points at the option that is wrong', async () => {
    const error = expectEnvelope(await run('facts', { options: { n: 10 } }), 'OPTIONS_INVALID');
    expect(error.details.errors.map(({ pointer }) => pointer)).toEqual(['/options/n']);
    expect(error.plugin).toBe('facts');
  });
});

describe('a plugin that fails', () => {
  it.each<[ErrorCode, string]>([
    ['PLUGIN_THREW', 'thrower'],
    ['PLUGIN_TIMED_OUT', 'sleeper'],
    ['PLUGIN_CRASHED', 'quitter'],
    ['PLUGIN_OUT_OF_MEMORY', 'hoarder'],
    ['OUTPUT_INVALID', 'liar'],
    ['OUTPUT_NOT_JSON', 'babbler'],
    ['OUTPUT_TOO_LARGE', 'flooder'],
  ])('costs its caller a %s (%s), and nobody else anything', async (code, plugin) => {
    const error = expectEnvelope(await run(plugin), code);
    expect(error.plugin).toBe(plugin);
    expect(await run('facts')).toMatchObject({ status: 200 });
    expectEnvelope(await run(plugin), code);
  });

  it('passes on what it threw', async () => {
    expect(expectEnvelope(await run('thrower'), 'PLUGIN_THREW').message).toBe('kaboom');
  });
});

describe('a plugin at work', () => {
  it('takes no more than it may queue, and is freed when its caller leaves', async () => {
    const leave = new AbortController();
    const first = ask(`${server.url}/v1/analyze-execution?plugin=dozer`, {
      method: 'POST',
      headers: png,
      body: picture,
      signal: leave.signal,
    }).catch((error: unknown) => error);
    const health = async (): Promise<Record<string, unknown>> =>
      (await get('/v1/plugins/dozer')).json as Record<string, unknown>; // the documented object
    await until(async () => (await health())['state'] === 'RUNNING');
    const error = expectEnvelope(await run('dozer'), 'QUEUE_FULL');
    expect(error.details.retry_after_ms).toBeGreaterThan(0);
    leave.abort();
    await first;
    await until(async () => (await health())['state'] === 'INITIALIZED');
    expect(await health()).toMatchObject({ success_count: 0, error_count: 2 });
  });
});

describe('a thing that is not there', () => {
  it.each<[ErrorCode, string]>([
    ['JOB_NOT_FOUND', `/v1/analyze-execution/jobs/${unknownJob}`],
    ['JOB_NOT_FOUND', `/v1/analyze-execution/jobs/${unknownJob}/result`],
    ['JOB_NOT_FOUND', '/v1/analyze-execution/jobs/1'],
    ['JOB_NOT_FOUND', '/v1/analyze-execution/jobs/%00'],
    ['PLUGIN_NOT_FOUND', '/v1/plugins/nonesuch'],
    ['PLUGIN_NOT_FOUND', '/v1/plugins/nonesuch/health'],
    ['PLUGIN_NOT_FOUND', '/v1/plugins/nonesuch/manifest'],
    ['PLUGIN_NOT_FOUND', '/v1/plugins/__proto__'],
    ['ROUTE_NOT_FOUND', '/v2'],
    ['ROUTE_NOT_FOUND', '/docs/nonesuch.js'],
    ['NOT_READY', '/v1/health/ready'],
  ])('is %s at %s', async (code, path) => {
    expectEnvelope(await get(path), code);
  });
});

describe('a server with narrow limits', () => {
  let narrow: RunningServer;

  beforeAll(async () => {
    narrow = await startServer({
      PLUGIN_PATHS: FIXTURE_PLUGINS,
      IMAGE_MAX_BYTES: '1024',
      IMAGE_MAX_PIXELS: '20000',
      IMAGE_MAX_FRAMES: '1',
      IMAGE_MAX_DECODED_BYTES: '1024',
    });
  });
  afterAll(() => narrow.close());

  function send(bytes: Buffer): Promise<Answer> {
    return ask(`${narrow.url}/v1/analyze-execution?plugin=empty`, {
      method: 'POST',
      headers: { 'content-type': 'image/*' },
      body: new Uint8Array(bytes),
    });
  }

  async function animation(): Promise<Buffer> {
    const frames = Buffer.alloc(8 * 16 * 3, 7).fill(200, 8 * 8 * 3);
    return sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .gif()
      .toBuffer();
  }

  it.each<[ErrorCode, () => Promise<Answer>]>([
    ['IMAGE_TOO_LARGE', () => send(Buffer.concat([picture, Buffer.alloc(2000)]))],
    [
      'IMAGE_TOO_MANY_PIXELS',
      async () =>
        send(
          await sharp({ create: { width: 200, height: 200, channels: 3, background: 'red' } })
            .png({ palette: true })
            .toBuffer(),
        ),
    ],
    ['IMAGE_TOO_MANY_FRAMES', async () => send(await animation())],
    ['IMAGE_DECODED_TOO_LARGE', () => send(picture)],
    ['BODY_TOO_LARGE', () => send(Buffer.alloc(200_000))],
    [
      'BODY_TOO_LARGE',
      () => postJson(`${narrow.url}/v1/analyze-execution`, { plugin: 'empty', image: 'A'.repeat(400_000) }),
    ],
    [
      'BODY_TOO_LARGE',
      () => {
        const body = new FormData();
        body.append('image', new Blob([Buffer.alloc(200_000)]), 'x.png');
        return ask(`${narrow.url}/v1/analyze-execution?plugin=empty`, { method: 'POST', body });
      },
    ],
  ])('answers %s', async (code, ask) => {
    expectEnvelope(await ask(), code);
  });
});
