import {
  GatehouseAnswerError,
  GatehouseClient,
  GatehouseClientError,
  GatehouseConnectionError,
} from '@gatehouse/client';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { sample } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { ownOther } from './support/owned.js';
import { refusalOf, thrownBy } from './support/thrown-by.js';

const png = sample('qr-tiny.png');
const keys = newKeyFile();
const [reader, analyst] = [await addKey(keys, 'read'), await addKey(keys, 'analyze')];
const UNKNOWN_JOB = '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b';

let server: RunningServer;
let client: GatehouseClient;

beforeAll(async () => {
  server = await startServer({
    API_KEYS_FILE: keys.path,
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_ONLY: 'barcode,thrower',
  });
  client = new GatehouseClient({ baseUrl: server.url, apiKey: analyst.text });
});
afterAll(() => server.close());

describe('an error of the API', () => {
  it('has a code, a type and all that the envelope says', async () => {
    const error = await refusalOf(client.analyze(png, { plugin: 'nonesuch' }));
    expect(error).toBeInstanceOf(GatehouseClientError);
    expect(error).toMatchObject({
      name: 'GatehouseApiError',
      code: 'PLUGIN_NOT_FOUND',
      type: 'PluginError',
      retryable: false,
      retryAfterMs: null,
      jobId: null,
      plugin: 'nonesuch',
      pointers: [],
    });
    expect(error.message).toContain('nonesuch');
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Date(error.timestamp).getTime()).not.toBeNaN();
  });

  it('is in JSON as it was on the wire', async () => {
    const error = await refusalOf(client.analyze(png, { plugin: 'nonesuch' }));
    const { message, requestId, timestamp } = error;
    expect(JSON.parse(JSON.stringify({ error }))).toEqual({
      error: {
        type: 'PluginError',
        message,
        details: {
          code: 'PLUGIN_NOT_FOUND',
          retryable: false,
          request_id: requestId,
          job_id: null,
          errors: [],
        },
        plugin: 'nonesuch',
        timestamp,
      },
    });
  });

  it('points at what is wrong', async () => {
    const options = { formats: ['NONE_SUCH'] };
    // @ts-expect-error -- there is no such format
    const error = await refusalOf(client.analyze(png, { plugin: 'barcode', options }));
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID', pointers: [{ pointer: '/options/formats/0' }] });
    expect(error.jobId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[string, (its: GatehouseClient) => Promise<unknown>]>([
    ['IMAGE_EMPTY', (its) => its.analyze(new Uint8Array(), { plugin: 'barcode' })],
    ['IMAGE_TYPE_UNKNOWN', (its) => its.analyze(new Blob(['text']), { plugin: 'barcode' })],
    ['PLUGIN_THREW', (its) => its.analyze(png, { plugin: 'thrower' })],
    ['JOB_NOT_FOUND', (its) => its.job(UNKNOWN_JOB)],
    ['JOB_NOT_FOUND', (its) => its.wait('no/such/job')],
    ['ROLE_TOO_LOW', (its) => its.reloadAll()],
    ['IMAGE_URL_DISABLED', (its) => its.analyzeUrl('https://example.org/p.png', { plugin: 'barcode' })],
    ['PLUGIN_NOT_FOUND', (its) => its.plugin('../../secret')],
    ['IDEMPOTENCY_KEY_INVALID', (its) => its.analyze(png, { plugin: 'barcode', idempotencyKey: 'a b' })],
  ])('is %s', async (code, call) => {
    expect(await refusalOf(call(client))).toMatchObject({ name: 'GatehouseApiError', code });
  });

  it.each([
    ['KEY_MISSING', undefined],
    ['KEY_INVALID', 'gh_guess'],
    ['ROLE_TOO_LOW', reader.text],
  ])('is %s by the key', async (code, apiKey) => {
    const its = new GatehouseClient({ baseUrl: server.url, apiKey });
    expect(await refusalOf(its.analyze(png, { plugin: 'barcode' }))).toMatchObject({
      code,
      type: 'AuthError',
    });
  });

  it('is thrown of a job that failed, and told of its result', async () => {
    const job = await client.submit(png, { plugin: 'thrower' });
    const thrown = await refusalOf(client.wait(job));
    expect(thrown).toMatchObject({ code: 'PLUGIN_THREW', jobId: job.jobId, plugin: 'thrower' });
    const result = await client.result(job);
    expect(result).toMatchObject({ status: 'FAILED', result: null, error: { code: 'PLUGIN_THREW' } });
  });

  it('is none where a job is cancelled that was cancelled, and one where it succeeded', async () => {
    const job = await client.submit(png, { plugin: 'barcode' });
    await client.wait(job);
    expect(await refusalOf(client.cancel(job))).toMatchObject({ code: 'JOB_ALREADY_FINISHED' });
  });
});

describe('a client', () => {
  it.each([
    '',
    'localhost:3000',
    '/v1',
    'ftp://127.0.0.1',
    'http://user:word@127.0.0.1',
    'http://127.0.0.1/?a=b',
  ])('refuses the address %p at once', (baseUrl) => {
    expect(() => new GatehouseClient({ baseUrl })).toThrow(/baseUrl/);
  });

  it('refuses a key that cannot be sent at once', () => {
    expect(() => new GatehouseClient({ baseUrl: server.url, apiKey: 'two\nlines' })).toThrow();
  });
});

describe('an answer of something else', () => {
  const ask = async (status: number, headers: Record<string, string>, body: string): Promise<unknown> => {
    const other = await ownOther((_, response) => response.writeHead(status, headers).end(body));
    return thrownBy(new GatehouseClient({ baseUrl: other.url, retry: false }).plugins());
  };

  it.each([
    [200, '<html>Welcome</html>', false],
    [404, '{"message":"no"}', false],
    [400, '{"error":"bad"}', false],
    [400, '{"error":{"type":"X","message":"m","details":{},"plugin":null,"timestamp":"t"}}', false],
    [500, '', false],
    [502, 'Bad Gateway', true],
    [503, 'busy', true],
  ])('%i %p is told as such', async (status, body, retryable) => {
    const thrown = await ask(status, {}, body);
    expect(thrown).toBeInstanceOf(GatehouseAnswerError);
    expect(thrown).toMatchObject({ name: 'GatehouseAnswerError', status, retryable, text: body });
  });

  it('says where a redirect leads, and does not follow', async () => {
    const thrown = await ask(301, { location: 'https://elsewhere.example/' }, '');
    expect(thrown).toMatchObject({
      name: 'GatehouseAnswerError',
      message: expect.stringContaining('https://elsewhere.example/') as string,
    });
  });

  it('is a broken connection where it is not whole', async () => {
    const thrown = await ask(200, { 'content-length': '1000' }, '[]');
    expect(thrown).toBeInstanceOf(GatehouseConnectionError);
    expect(thrown).toMatchObject({ retryable: true, timedOut: false });
  });

  it('may take no longer than it is given', async () => {
    const other = await ownOther(() => undefined);
    const its = new GatehouseClient({ baseUrl: other.url, retry: false, timeoutMs: 50 });
    const thrown = await thrownBy(its.plugins());
    expect(thrown).toMatchObject({ name: 'GatehouseConnectionError', timedOut: true });
  });

  it('is none where nobody listens', async () => {
    const other = await ownOther(() => undefined);
    await other.close();
    const thrown = await thrownBy(new GatehouseClient({ baseUrl: other.url, retry: false }).plugins());
    expect(thrown).toMatchObject({
      name: 'GatehouseConnectionError',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});
