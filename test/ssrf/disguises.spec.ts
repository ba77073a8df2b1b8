import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, sample, type Answer } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { DISGUISES, PRIVATE_ZONE, type Disguise } from './support/disguises.js';
import { openHosts, STRANGER, type Hosts } from './support/hosts.js';
import { startNameServer, type NameServer } from './support/name-server.js';
import { ready, startOpenServer, withOnePlugin } from './support/start-open-server.js';

const png = sample('qr-tiny.png');

let hosts: Hosts;
let names: NameServer;
/** Under the real rules. */
let server: RunningServer;
/** Under rules that leave nothing between a disguise and the canary but the judgement of addresses. */
let open: Awaited<ReturnType<typeof startOpenServer>>;

beforeAll(async () => {
  hosts = await openHosts((_, response) => response.end(png));
  names = await startNameServer({
    ...PRIVATE_ZONE,
    'stranger.test': [STRANGER],
    'rebound.test': { inTurn: [[STRANGER], ['127.0.0.1']] },
    'rebound-at-once.test': { inTurn: [['127.0.0.1'], [STRANGER]] },
  });
  [server, open] = await Promise.all([startServer(withOnePlugin()), startOpenServer()]);
  await ready(server.url);
});
afterEach(() => {
  expect(hosts.touches).toEqual([]);
});
afterAll(async () => {
  names.close();
  await Promise.all([server.close(), open.close(), hosts.close()]);
});

const send = (to: { readonly url: string }, image_url: string): Promise<Answer> =>
  postJson(`${to.url}/v1/analyze-execution`, { plugin: 'file', image_url });

const ADDRESS = /\d+\.\d+\.\d+\.\d+|::|localhost|\.test/;

function expectRefused(answer: Answer, { code }: Disguise, problem: RegExp): void {
  const { message, details } = expectEnvelope(answer, code);
  expect(details).toMatchObject({ retryable: false, job_id: null });
  expect(details.errors.map(({ pointer }) => pointer)).toEqual(['/image_url']);
  if (code === 'IMAGE_URL_REFUSED') expect(message).toMatch(problem);
  expect(message).not.toMatch(ADDRESS);
  expect(answer.text).not.toContain('secret');
}

describe('a place that is not public', () => {
  it('is tried in more than a hundred ways', () => {
    expect(DISGUISES.length).toBeGreaterThan(100);
  });

  it.each(DISGUISES)('is not reached as $what', async (disguise) => {
    const usual = await send(server, disguise.url(''));
    expectRefused(usual, disguise, /its host is not on the public internet/);
    const behindNoOtherRule = await send(open, disguise.url(`:${hosts.port}`));
    expectRefused(behindNoOtherRule, disguise, /its host is not on the public internet/);
  });

  it.each([1, 22, 79, 81, 3000, 6379, 8080, 65_535])('nor at port %d of a public one', async (port) => {
    const answer = await send(server, `http://1.1.1.1:${port}/`);
    const error = expectEnvelope(answer, 'IMAGE_URL_REFUSED');
    expect(error.message).toContain('its port is not one of 80 and 443');
  });

  it('is not reached by a name that is given another address once it was checked', async () => {
    const url = `http://rebound.test:${hosts.port}/`;
    expect(await send(open, url)).toMatchObject({ status: 200 });
    expectEnvelope(await send(open, url), 'IMAGE_URL_REFUSED');
    // one question for each kind of address a time: nothing looks a second time
    expect(names.asked.filter((name) => name === 'rebound.test')).toHaveLength(4);
    expectEnvelope(await send(open, `http://rebound-at-once.test:${hosts.port}/`), 'IMAGE_URL_REFUSED');
  });
});

describe('the canary', () => {
  it('would sing', async () => {
    const answer = await fetch(`http://127.0.0.1:${hosts.port}/`);
    expect(await answer.text()).toBe('secret');
    expect(hosts.touches.splice(0)).toEqual(['127.0.0.1']);
  });
});

describe('a public place', () => {
  it('is reached by its name and by its address', async () => {
    for (const host of ['stranger.test', 'STRANGER.test.', STRANGER, '0x7f000002']) {
      const answer = await send(open, `http://${host}:${hosts.port}/picture.png?a=b#c`);
      expect(answer).toMatchObject({
        status: 200,
        json: { result: { ok: true }, image: { bytes: png.length } },
      });
    }
    expect(hosts.visits.at(-1)).toMatchObject({
      path: '/picture.png?a=b',
      headers: { host: `${STRANGER}:${hosts.port}`, connection: 'close', 'accept-encoding': 'identity' },
    });
    expect(Object.keys(hosts.visits.at(-1)?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('is not reached where its name is not known', async () => {
    const error = expectEnvelope(await send(open, 'http://nobody.test/'), 'IMAGE_URL_UNREACHABLE');
    expect(error.message).toContain('its host name is not known');
    expect(error.details.retryable).toBe(true);
  });
});
