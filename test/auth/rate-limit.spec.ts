import { request as rawRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const file = newKeyFile();
const [one, other, admin] = [
  await addKey(file, 'read'),
  await addKey(file, 'read'),
  await addKey(file, 'admin'),
];
const servers: RunningServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const server = await startServer({ API_KEYS_FILE: file.path, ...env });
  servers.push(server);
  return server;
}

function get(server: RunningServer, path: string, headers: Record<string, string>): Promise<Answer> {
  return ask(server.url + path, { headers });
}

function limitsOf({ headers }: Answer): (string | null)[] {
  return ['ratelimit-policy', 'ratelimit', 'retry-after'].map((name) => headers.get(name));
}

describe('RATE_LIMIT', () => {
  it('refuses a key that asks too much, says when to come back, and leaves other keys alone', async () => {
    const server = await start({ RATE_LIMIT: '3/hour' });
    const plugins = (key: string): Promise<Answer> => get(server, '/v1/plugins', { 'x-api-key': key });
    expect(limitsOf(await plugins(one.text))).toEqual(['"key";q=3;w=3600', '"key";r=2;t=1200', null]);
    const [policy, left, retryAfter] = limitsOf(await plugins(one.text));
    expect([policy, retryAfter]).toEqual(['"key";q=3;w=3600', null]);
    expect(left).toMatch(/^"key";r=1;t=(2400|23\d\d)$/); // the less the later it was asked
    expect(await plugins(one.text)).toMatchObject({ status: 200 });
    const answer = await plugins(one.text);
    const { details, message } = expectEnvelope(answer, 'RATE_LIMITED');
    expect(message).toMatch(
      /^Too many requests with this API key: the limit is 3 in 3600 s\. Try again in \d+ ms\.$/,
    );
    expect(details.retry_after_ms).toBeLessThanOrEqual(1_200_000);
    expect(details.retry_after_ms).toBeGreaterThan(1_190_000);
    const seconds = String(Math.ceil((details.retry_after_ms ?? 0) / 1000));
    expect(limitsOf(answer)).toEqual(['"key";q=3;w=3600', `"key";r=0;t=${seconds}`, seconds]);
    expect(limitsOf(await plugins(other.text))[1]).toBe('"key";r=2;t=1200');
  });

  it('admits again once it said it would', async () => {
    const server = await start({ RATE_LIMIT: '2/sec' });
    const plugins = (): Promise<Answer> => get(server, '/v1/plugins', { 'x-api-key': one.text });
    const answers = await Promise.all(Array.from({ length: 20 }, plugins));
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused.length).toBeGreaterThan(0);
    const longest = Math.max(
      ...refused.map((answer) => expectEnvelope(answer, 'RATE_LIMITED').details.retry_after_ms ?? 0),
    );
    await new Promise((resolve) => setTimeout(resolve, longest + 1));
    expect(await plugins()).toMatchObject({ status: 200 });
  });

  it('counts refusals of a role too, and nothing that is open', async () => {
    const server = await start({ RATE_LIMIT: '2/hour' });
    const headers = { 'x-api-key': one.text };
    const reload = (): Promise<Answer> => ask(`${server.url}/v1/plugins/reload`, { method: 'POST', headers });
    expectEnvelope(await reload(), 'ROLE_TOO_LOW');
    expectEnvelope(await reload(), 'ROLE_TOO_LOW');
    expectEnvelope(await reload(), 'RATE_LIMITED');
    const open = await get(server, '/', headers);
    expect([open.status, ...limitsOf(open)]).toEqual([200, null, null, null]);
  });

  it('is off where it is said to be, and without keys', async () => {
    const off = await start({ RATE_LIMIT: 'off' });
    expect(limitsOf(await get(off, '/v1/plugins', { 'x-api-key': one.text }))).toEqual([null, null, null]);
    const keyless = await start({ RATE_LIMIT: '1/hour', API_KEYS_FILE: newKeyFile().path });
    for (let count = 0; count < 3; count++) {
      const answer = await get(keyless, '/v1/plugins', {});
      expect([answer.status, ...limitsOf(answer)]).toEqual([200, null, null, null]);
    }
  });
});

describe('keys that are wrong', () => {
  const wrong = { 'x-api-key': 'gh_guess' };

  async function exhaust(server: RunningServer, headers: Record<string, string>): Promise<number> {
    for (let count = 0; ; count++) {
      const answer = await get(server, '/v1/plugins', headers);
      if (answer.text.includes('RATE_LIMITED')) {
        expect(expectEnvelope(answer, 'RATE_LIMITED').message).toMatch(
          /^Too many API keys that are not valid: /,
        );
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        return count;
      }
      expectEnvelope(answer, 'KEY_INVALID');
    }
  }

  it('are counted by address, and cost nobody who has a good one', async () => {
    const server = await start({});
    expect(await exhaust(server, wrong)).toBeGreaterThanOrEqual(20);
    expect(await get(server, '/v1/plugins', { 'x-api-key': admin.text })).toMatchObject({ status: 200 });
    expectEnvelope(await get(server, '/v1/plugins', {}), 'KEY_MISSING');
  });

  it('are not another’s for a header that anybody can write', async () => {
    const server = await start({});
    await exhaust(server, { ...wrong, 'x-forwarded-for': '203.0.113.1' });
    const answer = await get(server, '/v1/plugins', { ...wrong, 'x-forwarded-for': '203.0.113.2' });
    expectEnvelope(answer, 'RATE_LIMITED');
  });

  it('are told apart by what a trusted proxy wrote, and by nothing left of it', async () => {
    const server = await start({ TRUST_PROXY: 'loopback' });
    await exhaust(server, { ...wrong, 'x-forwarded-for': '198.51.100.9, 203.0.113.1' });
    const again = await get(server, '/v1/plugins', {
      ...wrong,
      'x-forwarded-for': '198.51.100.8, 203.0.113.1',
    });
    expectEnvelope(again, 'RATE_LIMITED');
    const another = await get(server, '/v1/plugins', { ...wrong, 'x-forwarded-for': '203.0.113.2' });
    expectEnvelope(another, 'KEY_INVALID');
  });

  it('are one client’s behind two fields of X-Forwarded-For as behind one', async () => {
    const server = await start({ TRUST_PROXY: 'loopback' });
    await exhaust(server, { ...wrong, 'x-forwarded-for': '203.0.113.1' });
    const request = rawRequest(`${server.url}/v1/plugins`, {
      headers: { 'x-api-key': 'gh_guess', 'x-forwarded-for': ['203.0.113.2', '203.0.113.1'] },
    }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage]; // as documented
    expect(await textOf(response)).toContain('"code":"RATE_LIMITED"');
  });
});
