import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample, type Answer } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, readAnswers, talk } from '../support/wire.js';
import { requestBytes } from './support/request-bytes.js';

const MEGABYTE = 1024 * 1024;
const PATH = '/v1/analyze-execution?plugin=empty';
/** How slow a body must be at the least to give way, and a little more. */
const LAGS_MS = 1300;
const png = sample('qr-tiny.png');

let server: RunningServer;
let port: number;

const uploads: HangingUpload[] = [];
/** The server's ends of all connections. */
const accepted: Socket[] = [];
afterEach(() => {
  for (const upload of uploads.splice(0)) upload.close();
  accepted.length = 0;
});

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_ONLY: 'empty',
    PLUGIN_REQUIRED: 'empty',
    IMAGE_MAX_BYTES: String(MEGABYTE),
    EXECUTION_MAX_BYTES: String(4 * MEGABYTE), // places for four
    HTTP_BODY_IDLE_TIMEOUT_MS: '60000',
  });
  port = Number(new URL(server.url).port);
  const listening = server.app.getHttpServer(); // as node:http makes them
  listening.on('connection', (socket) => accepted.push(socket));
  await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
});
afterAll(() => server.close());

const headOf = (length: number): Buffer =>
  requestBytes(`POST ${PATH} HTTP/1.1`, ['Content-Type: image/png', `Content-Length: ${length}`]);

/** An upload that says how long it is, sends so much, and then nothing. */
class HangingUpload {
  private readonly said: Buffer[] = [];
  private readonly socket: Socket;

  constructor(bytes: number) {
    this.socket = connect(port, '127.0.0.1').on('error', () => undefined);
    this.socket.on('data', (chunk: Buffer) => this.said.push(chunk));
    this.socket.write(Buffer.concat([headOf(MEGABYTE), Buffer.alloc(bytes)]));
  }

  /** What it was told; null while it was told nothing. */
  get gist(): unknown {
    const [answer] = readAnswers(Buffer.concat(this.said), []).answers;
    return answer === undefined ? null : gistOf(answer);
  }

  close(): void {
    this.socket.destroy();
  }
}

function ordinary(bytes = 100_000): Promise<Answer> {
  const body = Buffer.concat([png, Buffer.alloc(bytes - png.length)]);
  return ask(server.url + PATH, { method: 'POST', headers: { 'content-type': 'image/png' }, body });
}

describe('a hundred slow uploads of a megabyte, with places for four', () => {
  it.each([0, 1, 60_000, 900_000])(
    'that stop after %d bytes keep nobody from being served',
    async (bytes) => {
      uploads.push(...Array.from({ length: 100 }, () => new HangingUpload(bytes)));
      await until(
        () =>
          accepted.length >= uploads.length &&
          accepted.every(({ destroyed, bytesRead }) => destroyed || bytesRead > bytes),
      );
      await sleep(LAGS_MS);
      const answers = [await ordinary(), await ordinary(MEGABYTE)];
      for (let round = 0; round < 3; round++) {
        answers.push(...(await Promise.all(Array.from({ length: 5 }, () => ordinary()))));
      }
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(17).fill(200));
      const gists = new Set(uploads.map(({ gist }) => gist));
      expect(
        [...gists].filter((gist) => !['REQUEST_TIMED_OUT', 'QUEUE_FULL', null].includes(gist as string)),
      ).toEqual([]);
    },
  );
});

describe('a slow upload', () => {
  it('that is in nobody’s way is served', async () => {
    await until(async () => (await ordinary(MEGABYTE)).status === 200);
    const parts = [
      headOf(png.length),
      png.subarray(0, 10),
      LAGS_MS,
      png.subarray(10, 20),
      LAGS_MS,
      png.subarray(20),
    ];
    const { answers } = await talk(port, parts, { answers: 1 });
    expect(answers.map(gistOf)).toEqual([200]);
  });
});
