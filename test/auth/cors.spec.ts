import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const APP = 'https://app.example.org';
const servers: RunningServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const server = await startServer(env);
  servers.push(server);
  return server;
}

function preflight(server: RunningServer, origin: string): Promise<Answer> {
  return ask(`${server.url}/v1/analyze-execution`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });
}

function corsOf({ headers }: Answer): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('CORS_ORIGINS', () => {
  it('lets the pages it names call, preflight and all, and with keys no page is kept from its own', async () => {
    const file = newKeyFile();
    const { text } = await addKey(file, 'read');
    const server = await start({ CORS_ORIGINS: `${APP},http://localhost:5173`, API_KEYS_FILE: file.path });
    const before = await preflight(server, APP);
    expect([before.status, before.text, before.headers.get('content-length')]).toEqual([200, '', '0']);
    expect(corsOf(before)).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-methods': 'GET,HEAD,POST,DELETE',
      'access-control-allow-headers': 'authorization,content-type,idempotency-key',
      'access-control-expose-headers':
        'X-Request-Id,RateLimit,RateLimit-Policy,Retry-After,Idempotency-Replayed',
      'access-control-max-age': '600',
    });
    const headers = { origin: 'http://localhost:5173', 'x-api-key': text };
    const answer = await ask(`${server.url}/v1/plugins`, { headers });
    expect(answer.status).toBe(200);
    expect(corsOf(answer)['access-control-allow-origin']).toBe('http://localhost:5173');
    const refused = await ask(`${server.url}/v1/plugins`, { headers: { origin: APP } });
    expectEnvelope(refused, 'KEY_MISSING');
    expect(corsOf(refused)['access-control-allow-origin']).toBe(APP); // or the page could not read why
  });

  it('is no word about any other page', async () => {
    const file = newKeyFile();
    const { text } = await addKey(file, 'read');
    const server = await start({ CORS_ORIGINS: APP, API_KEYS_FILE: file.path });
    for (const origin of ['https://evil.example', `${APP}.evil.example`, `${APP}:8443`, 'null']) {
      const before = await preflight(server, origin);
      expectEnvelope(before, 'ROUTE_NOT_FOUND');
      const answer = await ask(`${server.url}/v1/plugins`, { headers: { origin, 'x-api-key': text } });
      expect([corsOf(before), corsOf(answer)]).toEqual([{}, {}]);
      expect(answer.headers.get('vary')).toMatch(/\bOrigin\b/);
    }
  });

  it('is off unless set', async () => {
    const file = newKeyFile();
    await addKey(file, 'read');
    const server = await start({ API_KEYS_FILE: file.path });
    const before = await preflight(server, APP);
    expectEnvelope(before, 'ROUTE_NOT_FOUND');
    expect(corsOf(before)).toEqual({});
  });

  it('counts without keys too, where all other pages are refused', async () => {
    const server = await start({ CORS_ORIGINS: APP });
    expect(await preflight(server, APP)).toMatchObject({ status: 200 });
    expect(await ask(`${server.url}/v1/plugins`, { headers: { origin: APP } })).toMatchObject({
      status: 200,
    });
    expectEnvelope(await preflight(server, 'https://evil.example'), 'ORIGIN_NOT_ALLOWED');
  });
});
