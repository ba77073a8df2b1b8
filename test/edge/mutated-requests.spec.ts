import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, talk } from '../support/wire.js';
import { mutated } from './support/mutate.js';
import { field, file, get, multipart, post, postChunks } from './support/request-bytes.js';

const COUNT = Number(process.env['EDGE_MUTATIONS'] ?? 10_000);
const SEED = Number(process.env['EDGE_SEED'] ?? 1);
const AT_ONCE = 24;
const PATH = '/v1/analyze-execution';

const png = sample('qr-tiny.png');
const REQUESTS = [
  get('/'),
  get('/v1/plugins?a=b', ['Accept: */*', 'X-Request-Id: abc', 'Connection: keep-alive']),
  get('/v1/plugins/facts/manifest', ['Origin: http://localhost', 'Accept-Encoding: gzip']),
  get('/docs/sample.png', ['Range: bytes=0-10', 'If-None-Match: *']),
  post(
    PATH,
    'application/json',
    JSON.stringify({ plugin: 'facts', image: png.toString('base64'), options: { n: 1 } }),
  ),
  post(`${PATH}?plugin=facts&options=%7B%22n%22%3A1%7D`, 'image/png', png),
  post(PATH, 'multipart/form-data; boundary=b', multipart([field('plugin', 'facts'), file('image', png)])),
  postChunks(`${PATH}?plugin=facts`, 'image/png', [
    png.toString('latin1', 0, 99),
    png.toString('latin1', 99),
  ]),
  Buffer.concat([get('/'), get('/v1/health/live'), get('/nonesuch')]),
];

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_REQUIRED: 'facts',
    IMAGE_MAX_BYTES: '65536',
  });
  await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
});
afterAll(() => server.close());

/** What is wrong with what came back; null where nothing is. */
async function flawOf(port: number, index: number): Promise<string | null> {
  const bytes = mutated(REQUESTS, SEED, index);
  try {
    const { answers, rest, ending } = await talk(port, [bytes], { end: true });
    answers.forEach(gistOf);
    const isAsked = /[^\r\n]/.test(bytes.toString('latin1'));
    if (rest.length > 0) return `bytes that are no answer: ${rest.toString('latin1', 0, 200)}`;
    if (answers.length === 0 && isAsked) return 'no answer';
    return ending === 'end' ? null : `the connection ended by ${ending}`;
  } catch (error) {
    return String(error);
  }
}

describe('valid requests, mutated', () => {
  it(
    `are answered with whole 200s and whole 400s: ${COUNT} of seed ${SEED}`,
    async () => {
      const port = Number(new URL(server.url).port);
      const flaws: string[] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        while (next < COUNT) {
          const index = next++;
          const flaw = await flawOf(port, index);
          if (flaw !== null) flaws.push(`EDGE_SEED=${SEED}, mutation ${index}: ${flaw}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      expect(flaws).toEqual([]);
      expect(await ask(`${server.url}/v1/health/ready`)).toMatchObject({ status: 200 });
    },
    30_000 + COUNT * 20,
  );
});
