import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '@gatehouse/errors';
import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, sample, type Answer } from '../support/http.js';
import { DISGUISES, PRIVATE_ZONE } from './support/disguises.js';
import { openHosts, STRANGER, type Hosts } from './support/hosts.js';
import { startNameServer, type NameServer } from './support/name-server.js';
import { startOpenServer } from './support/start-open-server.js';

const png = sample('qr-tiny.png');
const STATUSES = [301, 302, 303, 307, 308] as const;

let hosts: Hosts;
let names: NameServer;
let server: Awaited<ReturnType<typeof startOpenServer>>;

beforeAll(async () => {
  hosts = await openHosts(answer);
  names = await startNameServer({
    ...PRIVATE_ZONE,
    'stranger.test': [STRANGER],
    'turning.test': { inTurn: [[STRANGER], ['127.0.0.1']] },
  });
  server = await startOpenServer();
});
afterEach(() => {
  expect(hosts.touches).toEqual([]);
});
afterAll(async () => {
  names.close();
  await Promise.all([server.close(), hosts.close()]);
});

/** `/302?to` redirects; `/chain/2` does so twice more; everything else is a picture. */
function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const [path = '', to = ''] = url.split('?', 2);
  const [, first, count] = path.split('/');
  const left = Number(count);
  if (first === 'chain' && left > 0) redirect(response, 302, `/chain/${left - 1}`);
  else if (first === 'loop') redirect(response, 302, '/loop');
  else if (STATUSES.some((status) => String(status) === first))
    redirect(response, Number(first), to === '' ? undefined : decodeURIComponent(to));
  else response.setHeader('Set-Cookie', 'seen=yes').end(png);
}

function redirect(response: ServerResponse, status: number, location?: string): void {
  const headers = { 'Set-Cookie': 'seen=yes', ...(location === undefined ? {} : { Location: location }) };
  response.writeHead(status, headers).end('a body that nobody reads');
}

const send = (path: string, host: string = STRANGER): Promise<Answer> =>
  postJson(`${server.url}/v1/analyze-execution`, {
    plugin: 'file',
    image_url: `http://${host}:${hosts.port}${path}`,
  });
const via = (location: string, status = 302): string => `/${status}?${encodeURIComponent(location)}`;

describe('a redirect', () => {
  it.each(STATUSES)('of %d is followed, with nothing of ours carried along', async (status) => {
    const before = hosts.visits.length;
    expect(await send(via(`http://stranger.test:${hosts.port}/there.png`, status))).toMatchObject({
      status: 200,
    });
    const visits = hosts.visits.slice(before);
    expect(visits.map(({ path }) => path)).toEqual([expect.stringContaining(`/${status}?`), '/there.png']);
    for (const { headers } of visits) {
      expect(Object.keys(headers).filter((name) => /cookie|referer|authorization|proxy/.test(name))).toEqual(
        [],
      );
    }
  });

  it.each(['there.png', '/there.png', '?there', `//stranger.test:PORT/there.png`])(
    'to %s is understood as a reference',
    async (location) => {
      expect(await send(via(location.replace('PORT', String(hosts.port))))).toMatchObject({ status: 200 });
    },
  );

  it.each(
    STATUSES.flatMap((status) =>
      ['127.0.0.1', '0x7f.1', '[::1]', 'loopback.test'].map((host) => [status, host] as const),
    ),
  )('of %d to %s is refused', async (status, host) => {
    const error = expectEnvelope(
      await send(via(`http://${host}:${hosts.port}/`, status)),
      'IMAGE_URL_REFUSED',
    );
    expect(error.message).not.toMatch(/\d+\.\d+\.\d+|::|\.test/);
  });

  it('to any of the disguises is refused', async () => {
    const answers = await Promise.all(
      DISGUISES.map(async ({ what, url }) => {
        const place = url(`:${hosts.port}`);
        // What is a reference to the stranger itself, or cannot stand in a header, is something else here.
        if (!/^[!-~]+$/.test(place) || !/^[a-z-]+:(\/\/|\/etc|image)/i.test(place)) return null;
        const answer = await send(via(place));
        return { what, status: answer.status, code: /"code":"(\w+)"/.exec(answer.text)?.[1] };
      }),
    );
    const sent = answers.filter((answer) => answer !== null);
    expect(sent.length).toBeGreaterThan(80);
    expect(sent.filter(({ status, code }) => status !== 400 || code !== 'IMAGE_URL_REFUSED')).toEqual([]);
  }, 60_000);

  it('to a name that was public the time before is looked up and judged again', async () => {
    const there = `http://turning.test:${hosts.port}/there.png`;
    expectEnvelope(await send(via(there), 'turning.test'), 'IMAGE_URL_REFUSED');
  });

  it.each<[what: string, path: string, code: ErrorCode, problem: string]>([
    ['three deep is followed', '/chain/3', 'IMAGE_URL_REFUSED', ''],
    ['four deep', '/chain/4', 'IMAGE_URL_REFUSED', 'it redirects more than 3 times'],
    ['in a circle', '/loop', 'IMAGE_URL_REFUSED', 'it redirects more than 3 times'],
    ['that does not say where', '/302', 'IMAGE_URL_ANSWER_REFUSED', 'it redirects and does not say where'],
    ['to a file', via('file:///etc/hostname'), 'IMAGE_URL_REFUSED', 'neither http nor https'],
    ['to data', via('data:image/png;base64,AAAA'), 'IMAGE_URL_REFUSED', 'neither http nor https'],
    ['to ftp', via('ftp://stranger.test/'), 'IMAGE_URL_REFUSED', 'neither http nor https'],
    ['with credentials', via('http://a:b@stranger.test/'), 'IMAGE_URL_REFUSED', 'it holds credentials'],
    ['with a backslash', via('http:\\\\127.0.0.1'), 'IMAGE_URL_REFUSED', 'a backslash'],
    ['to no URL', via('http://['), 'IMAGE_URL_REFUSED', 'it is not a URL'],
    ['to nothing, which is itself', via(' '), 'IMAGE_URL_REFUSED', 'it redirects more than 3 times'],
  ])('%s', async (what, path, code, problem) => {
    const answer = await send(path);
    if (what === 'three deep is followed') expect(answer).toMatchObject({ status: 200 });
    else expect(expectEnvelope(answer, code).message).toContain(problem);
  });
});
