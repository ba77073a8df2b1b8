import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:net';
import { ImageFetcher } from '@gatehouse/images';
import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, sample, type Answer } from '../support/http.js';
import { until } from '../support/until.js';
import { listening, openHosts, portOf, STRANGER, type Hosts } from './support/hosts.js';
import { MAX_BYTES, SOURCES } from './support/hostile-sources.js';
import { imageUrlsPage } from './support/image-urls-page.js';
import { startNameServer, type NameServer } from './support/name-server.js';
import { openPolicy, startOpenServer } from './support/start-open-server.js';

const PAGE = new URL('../../docs/image-urls.md', import.meta.url);
const png = sample('qr-tiny.png');
/** What the limits of a fetch come to, and as much again for a machine that has other things to do. */
const FAR_TOO_LONG_MS = 16_000;

const paths = Object.keys(SOURCES);
let hosts: Hosts;
let names: NameServer;
let mute: Server;
let server: Awaited<ReturnType<typeof startOpenServer>>;

beforeAll(async () => {
  hosts = await openHosts(({ url = '' }: IncomingMessage, response) => {
    const [source] = SOURCES[paths[Number(url.slice(1))] ?? ''] ?? [];
    source?.(response);
  });
  names = await startNameServer({
    'silent.test': 'silence',
    'stranger.test': [STRANGER],
    ...Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`s${at}.test`, [STRANGER]])),
  });
  mute = await listening(
    createServer((socket) => socket.on('error', () => undefined)),
    0,
    STRANGER,
  );
  server = await startOpenServer({ IMAGE_MAX_BYTES: String(MAX_BYTES) });
});
afterAll(async () => {
  names.close();
  mute.close();
  await Promise.all([server.close(), hosts.close()]);
});

const analyze = (body: object): Promise<Answer> =>
  postJson(`${server.url}/v1/analyze-execution`, { plugin: 'file', ...body });
const fetched = (source: string, host = STRANGER): Promise<Answer> =>
  analyze({ image_url: `http://${host}:${hosts.port}/${paths.indexOf(source)}` });
const good = (): Promise<Answer> => analyze({ image: png.toString('base64') });

describe('a source that sends', () => {
  // Slow ones wait for their limits side by side, within the places that one host has.
  const answers = new Map<string, Promise<Answer>>();
  beforeAll(() => {
    for (const source of paths.filter((path) => SOURCES[path]?.[1] === 'IMAGE_URL_TIMED_OUT'))
      answers.set(source, fetched(source, `s${answers.size}.test`));
  });

  it.each(Object.entries(SOURCES).map(([source, [, outcome]]) => [source, outcome] as const))(
    '%s: %s',
    async (source, outcome) => {
      const startedAt = performance.now();
      const answer = await (answers.get(source) ?? fetched(source));
      expect(performance.now() - startedAt).toBeLessThan(FAR_TOO_LONG_MS);
      if (outcome === 200) {
        expect(answer).toMatchObject({ status: 200, json: { result: { ok: true } } });
      } else {
        const { details } = expectEnvelope(answer, outcome);
        const byGate = details.job_id !== null;
        expect(details.errors.map(({ pointer }) => pointer)).toEqual([byGate ? '/image' : '/image_url']);
      }
      expect(await good()).toMatchObject({ status: 200 });
    },
  );

  it('any of these leaves no connection behind', async () => {
    await until(() => hosts.open() === 0);
  });
});

describe('a source', () => {
  it('that does not take part in TLS is given up', async () => {
    const answer = await analyze({ image_url: `https://${STRANGER}:${portOf(mute)}/` });
    expectEnvelope(answer, 'IMAGE_URL_TIMED_OUT');
  });

  it('that answers TLS in plain HTTP is refused', async () => {
    const answer = await analyze({ image_url: `https://${STRANGER}:${hosts.port}/` });
    expectEnvelope(answer, 'IMAGE_URL_ANSWER_REFUSED');
  });

  it('whose name servers are silent is given up', async () => {
    const answer = await analyze({ image_url: 'http://silent.test/' });
    expect(answer.text).toMatch(/IMAGE_URL_UNREACHABLE|IMAGE_URL_TIMED_OUT/);
    expect(answer.status).toBe(400);
  });

  it('that nobody listens at is told as one', async () => {
    const answer = await analyze({ image_url: `http://${STRANGER}:1/` });
    expectEnvelope(answer, 'IMAGE_URL_UNREACHABLE');
  });

  it('is let go when nobody waits any more', async () => {
    const fetcher = new ImageFetcher(openPolicy());
    const controller = new AbortController();
    const url = `http://${STRANGER}:${hosts.port}/${paths.indexOf('no answer')}`;
    const fetching = fetcher.fetch(url, { signal: controller.signal });
    await until(() => hosts.open() === 1);
    controller.abort();
    await expect(fetching).rejects.toMatchObject({ code: 'EXECUTION_CANCELLED' });
    await until(() => hosts.open() === 0);
    await expect(fetcher.fetch(url, { signal: controller.signal })).rejects.toMatchObject({
      code: 'EXECUTION_CANCELLED',
    });
    expect(hosts.open()).toBe(0);
  });

  it('is let go when the client leaves', async () => {
    const client = new AbortController();
    const asking = fetch(`${server.url}/v1/analyze-execution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        plugin: 'file',
        image_url: `http://${STRANGER}:${hosts.port}/${paths.indexOf('no answer')}`,
      }),
      signal: client.signal,
    });
    await until(() => hosts.open() === 1);
    client.abort();
    await expect(asking).rejects.toThrow();
    await until(() => hosts.open() === 0);
  });
});

describe('a hundred slow sources at once', () => {
  it('have as many places as there are, and good calls beside them are answered', async () => {
    const slow = Array.from({ length: 100 }, (_, at) => fetched('a body that drips', `s${at % 10}.test`));
    const beside = await Promise.all(Array.from({ length: 20 }, good));
    expect(beside.filter(({ status }) => status !== 200)).toEqual([]);
    const answers = await Promise.all(slow);
    const codes = answers.map(({ text }) => /"code":"(\w+)"/.exec(text)?.[1]);
    expect(codes.filter((code) => code === 'IMAGE_URL_TIMED_OUT')).toHaveLength(64);
    expect(codes.filter((code) => code === 'QUEUE_FULL')).toHaveLength(36);
    for (const answer of answers.filter(({ text }) => text.includes('QUEUE_FULL'))) {
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(expectEnvelope(answer, 'QUEUE_FULL').message).not.toMatch(/\d\.\d|\.test/);
    }
    expect(await fetched('a picture')).toMatchObject({ status: 200 });
  });

  it('of one host have its places, and others keep theirs', async () => {
    const slow = Array.from({ length: 20 }, () => fetched('no answer', 's1.test'));
    await until(() => hosts.open() >= 16);
    expect(await fetched('a picture', 's2.test')).toMatchObject({ status: 200 });
    const codes = (await Promise.all(slow)).map(({ text }) => /"code":"(\w+)"/.exec(text)?.[1]);
    expect(codes.filter((code) => code === 'QUEUE_FULL')).toHaveLength(4);
  });
});

describe('docs/image-urls.md', () => {
  // Each outcome in it was seen here or with the disguises, or that test failed.
  it('says what was seen', () => {
    const page = imageUrlsPage();
    if (process.env['WRITE_DOCS'] === 'yes') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });
});
