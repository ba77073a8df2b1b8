import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { gistOf, talk } from '../support/wire.js';
import { HOSTILE_REQUESTS } from './support/hostile-requests.js';

let server: RunningServer;
let port: number;
const met = new Set<unknown>();

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: FIXTURE_PLUGINS,
    PLUGIN_REQUIRED: 'facts',
    IMAGE_MAX_BYTES: '65536',
  });
  port = Number(new URL(server.url).port);
  await until(async () => (await ask(`${server.url}/v1/health/ready`)).status === 200);
});
afterAll(() => server.close());

/** Of several right answers the one that was given. */
function choose(right: unknown, given: unknown): unknown {
  return Array.isArray(right) && right.includes(given) ? given : right;
}

describe('whatever bytes arrive', () => {
  it('are more than 130 kinds', () => {
    expect(HOSTILE_REQUESTS.length).toBeGreaterThan(130);
  });

  it.each(HOSTILE_REQUESTS)('$what', async ({ bytes, says, methods = [] }) => {
    const { answers, rest, ending } = await talk(port, [bytes], { answers: says.length, methods });
    for (const answer of answers)
      if (answer.status === 400 && answer.body.length > 0) met.add(gistOf(answer));
    const told = answers.map((answer, index) => (methods[index] === 'HEAD' ? answer.status : gistOf(answer)));
    expect({ told, rest: rest.toString('latin1'), ending }).toEqual({
      told: says.map((one, index) => choose(one, told[index])),
      rest: '',
      ending: expect.not.stringMatching('reset') as string, // a matcher, typed as what it matches
    });
  });

  it('are met with every code that is about the request as HTTP', () => {
    expect([...met]).toEqual(
      expect.arrayContaining([
        'REQUEST_MALFORMED',
        'REQUEST_HEAD_TOO_LARGE',
        'PROTOCOL_UNSUPPORTED',
        'BODY_TOO_LARGE',
        'ROUTE_NOT_FOUND',
      ]),
    );
  });

  it('and an ordinary request afterwards is served', async () => {
    expect(await ask(`${server.url}/v1/health/ready`)).toMatchObject({ status: 200 });
  });
});
