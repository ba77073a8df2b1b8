import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { ErrorCode } from '@gatehouse/errors';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, talk, type TalkOptions } from '../support/wire.js';
import { get, post, requestBytes } from './support/request-bytes.js';

const png = sample('qr-tiny.png');
const analyze = (plugin: string): Buffer => post(`/v1/analyze-execution?plugin=${plugin}`, 'image/png', png);
const bodyless = (length: number, path = '/v1/analyze-execution?plugin=facts'): Buffer =>
  requestBytes(`POST ${path} HTTP/1.1`, ['Content-Type: image/png', `Content-Length: ${length}`]);
const chunked = requestBytes('POST /v1/analyze-execution?plugin=facts HTTP/1.1', [
  'Content-Type: image/png',
  'Transfer-Encoding: chunked',
]);
const expecting = (length: number, path: string): Buffer =>
  requestBytes(`POST ${path} HTTP/1.1`, [
    'Content-Type: image/png',
    `Content-Length: ${length}`,
    'Expect: 100-continue',
  ]);
/** The pieces of something sent byte by byte. */
const drip = (bytes: Buffer, everyMs: number): (Buffer | number)[] =>
  [...bytes].flatMap((byte) => [Buffer.of(byte), everyMs]);

let server: RunningServer;
let port: number;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_REQUIRED: 'facts,dozer',
    IMAGE_MAX_BYTES: '65536',
    HTTP_HEADERS_TIMEOUT_MS: '500',
    HTTP_BODY_IDLE_TIMEOUT_MS: '500',
    HTTP_REQUEST_TIMEOUT_MS: '2000',
  });
  port = Number(new URL(server.url).port);
  await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
});
afterAll(() => server.close());

type Pieces = readonly (Buffer | string | number)[];

async function says(pieces: Pieces, options: TalkOptions = {}): Promise<(200 | string)[]> {
  const { answers, rest, ending } = await talk(port, pieces, options);
  expect({ rest: rest.toString('latin1'), ending }).toEqual({
    rest: '',
    ending: options.answers === undefined ? 'end' : (expect.any(String) as string), // a matcher, typed as what it matches
  });
  return answers.map(gistOf);
}

describe('a client that is slow', () => {
  it.each<[string, Pieces, (200 | ErrorCode)[]]>([
    ['says nothing', [], []],
    ['says half a line', ['GET / HT'], ['REQUEST_TIMED_OUT']],
    ['says half its headers', ['GET / HTTP/1.1\r\nHost: loc'], ['REQUEST_TIMED_OUT']],
    ['drips its headers', drip(get(`/${'a'.repeat(40)}`), 30), ['REQUEST_TIMED_OUT']],
    ['sends no body', [bodyless(100)], ['REQUEST_TIMED_OUT']],
    ['sends half its body', [bodyless(100), Buffer.alloc(50)], ['REQUEST_TIMED_OUT']],
    ['drips its body', [bodyless(100), ...drip(Buffer.alloc(40), 100)], ['REQUEST_TIMED_OUT']],
    ['sends half a chunk', [chunked, '100\r\nabc'], ['REQUEST_TIMED_OUT']],
    ['sends no last chunk', [chunked, '3\r\nabc\r\n'], ['REQUEST_TIMED_OUT']],
    ['sends half a body nobody wants', [bodyless(100, '/nonesuch'), Buffer.alloc(50)], ['ROUTE_NOT_FOUND']],
    [
      'stops in its second request',
      [get('/v1/health/live'), 'GET / HTTP/1.1\r\nHo'],
      [200, 'REQUEST_TIMED_OUT'],
    ],
    ['stops in its second body', [get('/'), bodyless(9), 'abc'], [200, 'REQUEST_TIMED_OUT']],
  ])('and %s', async (_, pieces, expected) => {
    expect(await says(pieces)).toEqual(expected);
  });

  it('does not keep others from being served', async () => {
    const slow = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    for (const socket of slow) socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: loc');
    expect(await says([analyze('facts')], { answers: 1 })).toEqual([200]);
    for (const socket of slow) socket.destroy();
  });

  it('and does not take its answers is cut off', async () => {
    const accepted = once(server.app.getHttpServer(), 'connection') as Promise<[Socket]>; // as node:net documents it
    const socket: Socket = connect(port, '127.0.0.1').pause();
    const bundle = get('/docs/swagger-ui-bundle.js');
    socket.on('error', () => undefined).write(Buffer.concat(Array<Buffer>(30).fill(bundle)));
    const [ours] = await accepted;
    await until(() => ours.destroyed);
    socket.destroy();
  });
});

describe('a client that ends its side', () => {
  it.each<[string, Pieces, (200 | ErrorCode)[]]>([
    ['at once', [], []],
    ['in its headers', ['GET / HTTP/1.1\r\nHo'], ['REQUEST_MALFORMED']],
    ['in its body', [bodyless(100), 'abc'], ['REQUEST_MALFORMED']],
    ['in a chunk', [chunked, '100\r\nabc'], ['REQUEST_MALFORMED']],
    ['after a whole request', [get('/v1/health/ready')], [200]],
    ['after a whole request with a body', [analyze('facts')], [200]],
    [
      'after three requests',
      [analyze('facts'), get('/nonesuch'), analyze('facts')],
      [200, 'ROUTE_NOT_FOUND', 200],
    ],
    ['while a long work is done', [analyze('dozer')], ['EXECUTION_CANCELLED']],
  ])('%s', async (_, pieces, expected) => {
    expect(await says(pieces, { end: true })).toEqual(expected);
  });
});

describe('a client that waits for leave to send its body', () => {
  const path = '/v1/analyze-execution?plugin=facts';

  it('gets it, and then its answer', async () => {
    const { answers, continues } = await talk(port, [expecting(png.length, path), 100, png], { answers: 1 });
    expect({ continues, says: answers.map(gistOf) }).toEqual({ continues: 1, says: [200] });
  });

  it('gets it where there is no route, and then its answer', async () => {
    const { answers, continues } = await talk(port, [expecting(3, '/nonesuch'), 100, 'abc'], { answers: 1 });
    expect({ continues, says: answers.map(gistOf) }).toEqual({ continues: 1, says: ['ROUTE_NOT_FOUND'] });
  });

  it('gets the refusal at once, and never the leave, where the body is too large', async () => {
    const start = performance.now();
    const { answers, continues, ending } = await talk(port, [expecting(50_000_000, path)]);
    expect({ continues, ending, says: answers.map(gistOf) }).toEqual({
      continues: 0,
      ending: 'end',
      says: ['BODY_TOO_LARGE'],
    });
    expect(performance.now() - start).toBeLessThan(4000); // draining would have taken five seconds
  });

  it('is not waited for twice', async () => {
    const { answers, continues } = await talk(port, [expecting(png.length, path)]);
    expect({ continues, says: answers.map(gistOf) }).toEqual({ continues: 1, says: ['REQUEST_TIMED_OUT'] });
  });
});
