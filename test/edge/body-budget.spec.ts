import { connect, type Socket } from 'node:net';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, sample, type Answer } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, talk } from '../support/wire.js';
import { postChunks, requestBytes } from './support/request-bytes.js';

const LIMIT = 200_000;
const PATH = '/v1/analyze-execution?plugin=empty';
const png = sample('qr-tiny.png');

let server: RunningServer;
let port: number;
const held: Socket[] = [];

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_REQUIRED: 'empty',
    IMAGE_MAX_BYTES: '300000',
    EXECUTION_MAX_BYTES: String(LIMIT),
  });
  port = Number(new URL(server.url).port);
  await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
});
afterEach(async () => {
  for (const socket of held.splice(0)) socket.destroy();
  await until(async () => (await send(150_000)).json !== undefined && (await send(LIMIT)).status === 200);
});
afterAll(() => server.close());

/** An image of about so many bytes: what follows its end is part of the file. */
function send(bytes: number): Promise<Answer> {
  const body = Buffer.concat([png, Buffer.alloc(Math.max(0, bytes - png.length))]);
  return ask(server.url + PATH, { method: 'POST', headers: { 'content-type': 'image/png' }, body });
}

/** Announces a body, or begins one in chunks, and leaves it at that. */
async function hold(head: Buffer, ...more: string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  held.push(socket);
  for (const piece of [head, ...more]) socket.write(piece);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

const announcing = (bytes: number): Buffer =>
  requestBytes(`POST ${PATH} HTTP/1.1`, ['Content-Type: image/png', `Content-Length: ${bytes}`]);
const growing = requestBytes(`POST ${PATH} HTTP/1.1`, [
  'Content-Type: image/png',
  'Transfer-Encoding: chunked',
]);

describe('the places for bodies', () => {
  it('are taken by what has come of a body', async () => {
    await hold(announcing(150_000), 'x'.repeat(140_000));
    const refused = await send(100_000);
    const error = expectEnvelope(refused, 'QUEUE_FULL');
    expect(error.details.retry_after_ms).toBe(1000);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await send(20_000)).toMatchObject({ status: 200 });
  });

  it('are taken by chunks as they come', async () => {
    await hold(growing, 'fa00\r\n', 'x'.repeat(64_000), '\r\n', 'fa00\r\n', 'x'.repeat(64_000));
    expectEnvelope(await send(100_000), 'QUEUE_FULL');
    expect(await send(20_000)).toMatchObject({ status: 200 });
  });

  it('refuse chunks that find none', async () => {
    await hold(announcing(150_000), 'x'.repeat(140_000));
    const pieces = [png.toString('latin1'), ...Array<string>(5).fill('x'.repeat(20_000))];
    const { answers } = await talk(port, [postChunks(PATH, 'image/png', pieces)], { answers: 1 });
    expect(answers.map(gistOf)).toEqual(['QUEUE_FULL']);
  });

  it('are never enough for one body larger than all of them', async () => {
    expectEnvelope(await send(LIMIT + 1), 'BODY_TOO_LARGE');
  });

  it('are given back with the answer, and when the client leaves', async () => {
    for (let round = 0; round < 5; round++) expect(await send(LIMIT)).toMatchObject({ status: 200 });
    await hold(announcing(LIMIT), 'x'.repeat(LIMIT - 1));
    expectEnvelope(await send(1000), 'QUEUE_FULL');
    held.pop()?.destroy();
    await until(async () => (await send(LIMIT)).status === 200);
  });

  it('are given back by those that wait behind another on a connection that breaks', async () => {
    const headers = ['Content-Type: image/png', `Content-Length: ${png.length}`];
    const endless = requestBytes(`POST ${PATH.replace('empty', 'dozer')} HTTP/1.1`, headers, png);
    await hold(Buffer.concat([endless, announcing(LIMIT - 30_000), Buffer.alloc(LIMIT - 31_000)]));
    expectEnvelope(await send(100_000), 'QUEUE_FULL');
    held.pop()?.resetAndDestroy();
    await until(async () => (await send(LIMIT)).status === 200);
  });

  it('are not taken by what is announced and does not come', async () => {
    for (let count = 0; count < 3; count++) await hold(announcing(68_000));
    expect(await send(1000)).toMatchObject({ status: 200 });
  });
});
