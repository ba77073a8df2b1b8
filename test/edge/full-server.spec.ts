import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, talk } from '../support/wire.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { requestBytes } from './support/request-bytes.js';

const png = sample('qr-tiny.png');
const ROUTE = '/v1/analyze-execution';

let server: RunningServer;
let port: number;
let client: AnalysisClient;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_ONLY: 'dozer',
    EXECUTION_MAX_IN_FLIGHT: '1',
    HTTP_BODY_IDLE_TIMEOUT_MS: '60000', // longer than this test may take
  });
  port = Number(new URL(server.url).port);
  client = new AnalysisClient(server.url);
  await client.started(['dozer']);
});
afterAll(() => server.close());

const headOf = (path: string, type: string): Buffer =>
  requestBytes(`POST ${path} HTTP/1.1`, [`Content-Type: ${type}`, 'Content-Length: 1000']);

describe('a server with as many calls under way as may be', () => {
  it('refuses another by its head, and does not wait for its body', async () => {
    const leaving = new AbortController();
    const init = {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: png,
      signal: leaving.signal,
    };
    const first = ask(`${server.url}${ROUTE}?plugin=dozer`, init).catch(() => 'left');
    await until(async () => (await client.health('dozer')).state === 'RUNNING');
    const bodies = [
      headOf(`${ROUTE}?plugin=dozer`, 'image/png'),
      headOf(`${ROUTE}/batch`, 'application/json'),
    ];
    for (const head of bodies) {
      const { answers } = await talk(port, [head], { answers: 1 });
      expect(answers.map(gistOf)).toEqual(['QUEUE_FULL']);
    }
    const whole = await ask(`${server.url}${ROUTE}?plugin=dozer`, { ...init, signal: null });
    expect(expectEnvelope(whole, 'QUEUE_FULL').details.retry_after_ms).toBe(1000);
    leaving.abort();
    expect(await first).toBe('left');
  });
});
