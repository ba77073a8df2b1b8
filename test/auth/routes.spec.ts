import { revokeKey } from '@gatehouse/auth';
import type { ErrorCode } from '@gatehouse/errors';
import { newJobId } from '@gatehouse/jobs';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { gistOf, talk } from '../support/wire.js';
import { requestBytes } from '../edge/support/request-bytes.js';

/** Whom every route answers. A route that is not here, or one here that is not there, fails below. */
const ROUTES: Readonly<Record<string, 'open' | 'read' | 'analyze' | 'admin'>> = {
  'GET /': 'open',
  'GET /v1/health/live': 'open',
  'GET /v1/health/ready': 'open',
  'GET /openapi.json': 'open',
  'GET /docs': 'open',
  'GET /docs/index.html': 'open',
  'GET /docs/docs.css': 'open',
  'GET /docs/docs.js': 'open',
  'GET /docs/search.js': 'open',
  'GET /docs/icon.svg': 'open',
  'GET /docs/swagger-ui.css': 'open',
  'GET /docs/swagger-ui-bundle.js': 'open',
  'GET /docs/prefill.js': 'open',
  'GET /docs/sample.png': 'open',
  'GET /metrics': 'read',
  'GET /v1/governance': 'read',
  'GET /v1/plugins': 'read',
  'GET /v1/plugins/:name': 'read',
  'GET /v1/plugins/:name/health': 'read',
  'GET /v1/plugins/:name/manifest': 'read',
  'GET /v1/plugins/:name/history': 'read',
  'POST /v1/plugins/reload': 'admin',
  'POST /v1/plugins/:name/reload': 'admin',
  'POST /v1/analyze-execution': 'analyze',
  'POST /v1/analyze-execution/async': 'analyze',
  'POST /v1/analyze-execution/batch': 'analyze',
  'GET /v1/analyze-execution/jobs': 'analyze',
  'GET /v1/analyze-execution/jobs/:id': 'analyze',
  'GET /v1/analyze-execution/jobs/:id/result': 'analyze',
  'GET /v1/analyze-execution/jobs/:id/events': 'analyze',
  'DELETE /v1/analyze-execution/jobs/:id': 'analyze',
  'POST /v1/analyze-execution/jobs/:id/retry': 'admin',
  'GET /v1/jobs': 'read',
  'GET /v1/jobs/stats': 'read',
  'GET /v1/jobs/:id': 'read',
  'DELETE /v1/jobs/:id': 'admin',
};

const HOLDERS = ['none', 'malformed', 'unknown', 'expired', 'revoked', 'read', 'analyze', 'admin'] as const;
type Holder = (typeof HOLDERS)[number];
const REFUSALS: readonly unknown[] = [
  'KEY_MISSING',
  'KEY_INVALID',
  'KEY_EXPIRED',
  'ROLE_TOO_LOW',
  'RATE_LIMITED',
];

const file = newKeyFile();
const keys = await makeKeys();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    API_KEYS_FILE: file.path,
    TRUST_PROXY: 'loopback', // so that each request below may come from an address of its own
  });
});
afterAll(() => server.close());

async function makeKeys(): Promise<Readonly<Record<Exclude<Holder, 'none'>, string>>> {
  const [read, analyze, admin, revoked, expired] = [
    await addKey(file, 'read'),
    await addKey(file, 'analyze'),
    await addKey(file, 'admin'),
    await addKey(file, 'admin'),
    await addKey(file, 'admin', new Date(Date.now() - 1)),
  ];
  await revokeKey(file, revoked.record.id);
  return {
    malformed: admin.text.slice(0, -1),
    unknown: admin.text.replace(/_[^_]+$/, `_${'0'.repeat(64)}`),
    expired: expired.text,
    revoked: revoked.text,
    read: read.text,
    analyze: analyze.text,
    admin: admin.text,
  };
}

/** What must become of a request; null where it is let in. */
function refusalOf(needed: string, holder: Holder): ErrorCode | null {
  const roles = ['read', 'analyze', 'admin'];
  if (needed === 'open') return null;
  if (holder === 'none') return 'KEY_MISSING';
  if (holder === 'expired') return 'KEY_EXPIRED';
  if (!roles.includes(holder)) return 'KEY_INVALID';
  return roles.indexOf(holder) < roles.indexOf(needed) ? 'ROLE_TOO_LOW' : null;
}

/** A middleware that Nest has for every route stands in Express as a route for every path. */
const MIDDLEWARE_PATH = '{/*splat}';

/** What Express has, whoever registered it: a route beside Nest would have no guard. */
function routesOf({ app }: RunningServer): string[] {
  return app
    .getHttpAdapter()
    .getInstance()
    .router.stack.flatMap(({ route }) => {
      const { methods } = (route ?? {}) as { methods?: Readonly<Record<string, boolean>> }; // Express keeps it untyped
      return Object.keys(methods ?? {}).map((method) => ({ method, path: route?.path }));
    })
    .filter(({ path }) => path !== MIDDLEWARE_PATH)
    .map(({ method, path }) => `${method.toUpperCase()} ${path ?? ''}`);
}

let clients = 0;

function send(route: string, headers: Record<string, string>): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const client = ++clients;
  return ask(server.url + path.replace(':name', 'facts').replace(':id', newJobId()), {
    method,
    headers: { 'x-forwarded-for': `203.0.${client >> 8}.${client & 255}`, ...headers },
  });
}

function codeOf({ json }: Answer): unknown {
  return (json as { error?: { details?: { code?: unknown } } } | undefined)?.error?.details?.code; // where an envelope has it
}

describe('every route', () => {
  it('stands in the table of whom it answers, and the table names no other', () => {
    expect(routesOf(server).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  describe.each(Object.entries(ROUTES))('%s, for %s,', (route, needed) => {
    it.each(HOLDERS)('answers as it must to: %s', async (holder) => {
      const headers = holder === 'none' ? {} : { authorization: `Bearer ${keys[holder]}` };
      const answer = await send(route, headers);
      const refusal = refusalOf(needed, holder);
      if (refusal === null) expect(REFUSALS).not.toContain(codeOf(answer));
      else expectEnvelope(answer, refusal);
    });
  });
});

describe('a key', () => {
  it.each([
    ['as X-API-Key', { 'x-api-key': keys.read }],
    ['as a bearer token, however the scheme is spelled', { authorization: `bearer  ${keys.read}` }],
    ['in both, being the same', { 'x-api-key': keys.read, authorization: `Bearer ${keys.read}` }],
  ])('is taken %s', async (_, headers) => {
    expect(await send('GET /v1/plugins', headers)).toMatchObject({ status: 200 });
  });

  it.each<[string, Record<string, string>]>([
    ['two different ones', { 'x-api-key': keys.read, authorization: `Bearer ${keys.admin}` }],
    ['one good and one bad', { 'x-api-key': keys.read, authorization: `Bearer ${keys.unknown}` }],
    ['another scheme', { authorization: `Basic ${Buffer.from(keys.admin).toString('base64')}` }],
    ['another scheme beside a good key', { authorization: 'Basic eDp5', 'x-api-key': keys.admin }],
    ['a bare scheme', { authorization: 'Bearer' }],
    ['an empty key', { 'x-api-key': '' }],
    ['a key twice', { 'x-api-key': `${keys.admin}, ${keys.admin}` }],
    [
      'the id of one with the secret of another',
      { 'x-api-key': keys.read.slice(0, 14) + keys.admin.slice(14) },
    ],
  ])('is refused: %s', async (_, headers) => {
    expectEnvelope(await send('GET /v1/plugins', headers), 'KEY_INVALID');
  });

  it('is not looked at by an open route', async () => {
    expect(await send('GET /', { authorization: 'nonsense' })).toMatchObject({ status: 200 });
  });

  it('that is wrong is told the same whether its id exists or not', async () => {
    const ofNobody = `gh_0000000000_${'0'.repeat(64)}`;
    const [existing, absent] = [
      expectEnvelope(await send('GET /v1/plugins', { 'x-api-key': keys.unknown }), 'KEY_INVALID'),
      expectEnvelope(await send('GET /v1/plugins', { 'x-api-key': ofNobody }), 'KEY_INVALID'),
    ];
    expect(absent.message).toBe(existing.message);
  });

  it('is asked for before a body is read', async () => {
    const body = '{'; // whoever reads it says BODY_MALFORMED
    const answer = await ask(`${server.url}/v1/analyze-execution?plugin=facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expectEnvelope(answer, 'KEY_MISSING');
  });

  it.each(['', '/async', '/batch'])(
    'is asked for before it is told that a body is too large: %s',
    async (route) => {
      const length = `Content-Length: ${100 * 1024 * 1024}`;
      for (const more of [[], ['Expect: 100-continue']]) {
        const headers = ['Content-Type: application/json', length, ...more];
        const head = requestBytes(`POST /v1/analyze-execution${route} HTTP/1.1`, headers);
        const { answers, continues } = await talk(Number(new URL(server.url).port), [head], { answers: 1 });
        expect({ continues, says: answers.map(gistOf) }).toEqual({ continues: 0, says: ['KEY_MISSING'] });
      }
    },
  );
});
