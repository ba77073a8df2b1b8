import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCurl } from '../support/run-curl.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${ROOT}README.md`, 'utf8');

/** What differs from one execution to the next. */
const PASSING = new Set(['job_id', 'request_id', 'execution_time_ms', 'timestamp']);

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(ALL_PLUGINS);
});
afterAll(() => server.close());

function withoutPassing(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json, (key, value: unknown) => (PASSING.has(key) ? typeof value : value)));
}

describe('README.md', () => {
  const shown = [...readme.matchAll(/```sh\n(curl [^`]+)\n```\n\n```json\n([^`]+)```/g)];

  it('shows a request with its answer, and one that is refused', () => {
    expect(shown).toHaveLength(2);
  });

  it.each(shown.map(([, curl = '', json = '']) => [curl, json]))(
    'shows what is answered to: %s',
    async (curl, json) => {
      const answer = await runCurl(curl, ROOT, server.url);
      expect(withoutPassing(answer.json)).toEqual(withoutPassing(JSON.parse(json)));
    },
  );
});
