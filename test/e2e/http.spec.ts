import { request as rawRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ErrorBody } from '@gatehouse/contracts';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, type Answer } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const HEALTH_KEYS = [
  'name',
  'state',
  'description',
  'version',
  'reason',
  'uptime_seconds',
  'last_used',
  'success_count',
  'error_count',
  'last_execution_time_ms',
  'avg_execution_time_ms',
];
const GET_ROUTES = [
  '/',
  '/v1/plugins',
  '/v1/plugins/facts',
  '/v1/plugins/facts/health',
  '/v1/plugins/facts/manifest',
  '/v1/health/live',
  '/v1/health/ready',
  '/openapi.json',
  '/docs',
  '/docs/',
  '/docs/index.html',
  '/docs/swagger-ui.css',
  '/docs/swagger-ui-bundle.js',
  '/docs/docs.css',
  '/docs/docs.js',
  '/docs/search.js',
  '/docs/icon.svg',
  '/docs/prefill.js',
  '/docs/sample.png',
];

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: FIXTURE_PLUGINS, PLUGIN_REQUIRED: 'facts' });
  await until(async () => (await get('/v1/health/ready')).status === 200);
});
afterAll(() => server.close());

function get(path: string, init: RequestInit = {}): Promise<Answer> {
  return ask(server.url + path, init);
}

/** With headers that fetch does not let its caller set. */
async function getAs(headers: Record<string, string>): Promise<Answer> {
  const request = rawRequest(`${server.url}/`, { headers }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage]; // as documented
  const body = await text(response);
  return {
    status: response.statusCode ?? 0,
    headers: new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    text: body,
    json: JSON.parse(body),
  };
}

describe('every route', () => {
  it.each(GET_ROUTES)('answers GET and HEAD %s with a whole 200', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    const head = await get(path, { method: 'HEAD' });
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' });
  });

  it.each(GET_ROUTES)('answers %s whole, whatever part or change is asked for', async (path) => {
    const whole = await get(path);
    const conditions = {
      range: 'bytes=0-1',
      'if-range': '"x"',
      'if-none-match': '*',
      'if-modified-since': new Date().toUTCString(),
      'if-match': '"x"',
      'if-unmodified-since': new Date(0).toUTCString(),
    };
    const answer = await get(path, { headers: { ...conditions, 'cache-control': 'max-age=0' } });
    expect({ status: answer.status, length: answer.text.length > 1 }).toEqual({ status: 200, length: true });
    expect(answer.headers.get('content-type')).toBe(whole.headers.get('content-type'));
  });

  it.each(GET_ROUTES)('answers other verbs at %s with the envelope', async (path) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      expectEnvelope(await get(path, { method }), 'ROUTE_NOT_FOUND');
    }
  });

  it.each([
    '/v1',
    '/v1/plugins/facts/nonesuch',
    '/v1/analyze-execution',
    '/docs/nonesuch',
    '/docs/docs/',
    '/docs/LICENSE',
    '/docs/..%2f..%2fpackage.json',
    '/docs/%2e%2e/%2e%2e/package.json',
    '/favicon.ico',
    '/%7Bname%7D',
  ])('answers what is not there, as %s, with the envelope', async (path) => {
    const error = expectEnvelope(await get(path), 'ROUTE_NOT_FOUND');
    expect(error.plugin).toBeNull();
  });

  it.each(['/%', '/%zz', '/v1/plugins/%ff', '/docs/%c0%ae', '/v1/analyze-execution/jobs/%'])(
    'answers the malformed target %s with a 400',
    async (path) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      const { error } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { error: ErrorBody }; // its form is tested above
      expect(error.details.code).toMatch(/^(BODY_MALFORMED|ROUTE_NOT_FOUND)$/);
    },
  );
});

describe('the id of a request', () => {
  it('is the caller’s own, in answers of success and of failure', async () => {
    for (const path of ['/', '/nonesuch', '/docs', '/v1/plugins']) {
      const answer = await get(path, { headers: { 'x-request-id': 'trace/1:2' } });
      expect(answer.headers.get('x-request-id')).toBe('trace/1:2');
    }
  });

  it('is made where the caller’s is not sane', async () => {
    const answer = await get('/nonesuch', { headers: { 'x-request-id': 'two words' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expectEnvelope(answer, 'ROUTE_NOT_FOUND');
  });
});

describe('without API keys', () => {
  it('a request for a strange host is refused', async () => {
    expectEnvelope(await getAs({ host: 'rebound.example:3000' }), 'HOST_NOT_ALLOWED');
  });

  it('a request of a strange page is refused', async () => {
    expectEnvelope(await get('/', { headers: { origin: 'https://evil.example' } }), 'ORIGIN_NOT_ALLOWED');
  });

  it('a request of the server’s own page is served', async () => {
    expect(await get('/', { headers: { origin: server.url } })).toMatchObject({ status: 200 });
  });
});

describe('what the routes answer', () => {
  it('GET / says what this is and links to what answers', async () => {
    const { json } = await get('/');
    expect(json).toMatchObject({
      name: 'Gatehouse',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    });
    const { links } = json as { links: Record<string, string> }; // the route's documented form
    for (const path of Object.values(links)) {
      if (path !== '/v1/analyze-execution') expect(await get(path)).toMatchObject({ status: 200 });
    }
  });

  it('GET /v1/plugins lists every plugin by name, with exactly the health fields', async () => {
    const plugins = (await get('/v1/plugins')).json as Record<string, unknown>[]; // a flat array, as compared below
    const names = plugins.map(({ name }) => String(name));
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(['barcode', 'broken', 'facts', 'metadata', 'needy']));
    expect(plugins.filter((plugin) => Object.keys(plugin).join() !== HEALTH_KEYS.join())).toEqual([]);
  });

  it('says of a plugin that cannot work why', async () => {
    expect(await get('/v1/plugins/broken')).toMatchObject({
      json: { state: 'FAILED', reason: expect.stringMatching(/./) as string },
    });
    expect(await get('/v1/plugins/needy')).toMatchObject({
      json: { state: 'UNAVAILABLE', reason: expect.stringContaining('no-such-package-anywhere') as string },
    });
  });

  it('GET /v1/plugins/{name} says what its /health says, and what it is held to', async () => {
    const health = (await get('/v1/plugins/needy/health')).json as object; // compared below
    expect(Object.keys(health)).toEqual(HEALTH_KEYS);
    expect((await get('/v1/plugins/needy')).json).toEqual({
      ...health,
      next_trial_at: null,
      isolation: null,
    });
    expect((await get('/v1/plugins/facts')).json).toMatchObject({
      next_trial_at: null,
      isolation: {
        own_process_group: true,
        empty_environment: true,
        permission_model: true,
        native_addons: 'none',
        heap_limit_mb: 256,
      },
    });
    const { isolation } = (await get('/v1/plugins/metadata')).json as { isolation: object }; // compared below
    expect(Object.keys(isolation).sort()).toEqual([
      'capabilities',
      'core_dumps_off',
      'empty_environment',
      'heap_limit_mb',
      'memory_limit_mb',
      'memory_watch',
      'native_addons',
      'network',
      'open_files_limit',
      'own_process_group',
      'parent_death_signal',
      'permission_model',
      'user',
    ]);
  });

  it('GET /v1/plugins/{name}/manifest has every default filled in', async () => {
    expect((await get('/v1/plugins/thrower/manifest')).json).toMatchObject({
      name: 'thrower',
      engine: '^1.0.0',
      input: { format: 'encoded' },
      permissions: { network: false, addons: false, read: [], write: [] },
      requires: { packages: [], files: [], gpu: false },
      examples: [],
      deterministic: false,
    });
  });

  it('GET /v1/health/* say ok', async () => {
    expect((await get('/v1/health/live')).json).toEqual({ status: 'ok' });
    expect((await get('/v1/health/ready')).json).toEqual({ status: 'ok' });
  });

  it('counts every execution once', async () => {
    const counts = async (): Promise<unknown> => (await get('/v1/plugins/facts')).json;
    const before = (await counts()) as { success_count: number; error_count: number }; // the health fields
    const send = (query: string): Promise<Answer> =>
      get(`/v1/analyze-execution?plugin=facts${query}`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body: Uint8Array.of(1),
      });
    await send('');
    await send('&options=%7B%22n%22%3A99%7D');
    expect(await counts()).toMatchObject({
      success_count: before.success_count,
      error_count: before.error_count + 2,
      last_used: expect.stringMatching(/Z$/) as string,
    });
  });
});
