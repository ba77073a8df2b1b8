import { createKey } from '@gatehouse/auth';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const file = newKeyFile();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: FIXTURE_PLUGINS, API_KEYS_FILE: file.path });
});
afterAll(() => server.close());

function send(path: string, key: string | null, body?: Buffer<ArrayBuffer>): Promise<Answer> {
  const headers = { ...(key && { authorization: `Bearer ${key}` }), 'content-type': 'image/png' };
  return ask(server.url + path, body === undefined ? { headers } : { method: 'POST', headers, body });
}

async function newJob(key: string | null, plugin = 'facts'): Promise<string> {
  const { json } = await send(`/v1/analyze-execution?plugin=${plugin}`, key, sample('qr-tiny.png'));
  const { job_id: id, error } = json as { job_id?: string; error?: { details: { job_id: string } } }; // of success, or of failure
  return id ?? error?.details.job_id ?? '';
}

async function sees(key: string, id: string): Promise<boolean> {
  const answers = [
    await send(`/v1/analyze-execution/jobs/${id}`, key),
    await send(`/v1/analyze-execution/jobs/${id}/result`, key),
  ];
  if (answers.every(({ status }) => status === 200)) return true;
  for (const answer of answers) {
    expect(expectEnvelope(answer, 'JOB_NOT_FOUND').message).toContain(id);
  }
  return false;
}

describe('a job', () => {
  it('is seen by the key that made it and by an admin; by no other key, failed or not', async () => {
    const early = await newJob(null);
    const [mine, yours] = [await addKey(file, 'analyze'), await addKey(file, 'analyze')];
    const admin = await createKey(file, { role: 'admin', name: 'the operator', expiresAt: null });
    await until(async () => (await send('/v1/plugins', null)).status === 400);
    await until(async () => (await send('/v1/plugins', admin.text)).status === 200);
    for (const plugin of ['facts', 'thrower']) {
      const id = await newJob(mine.text, plugin);
      expect(await sees(mine.text, id)).toBe(true);
      expect(await sees(admin.text, id)).toBe(true);
      expect(await sees(yours.text, id)).toBe(false);
    }
    // from before there were keys: nobody's in particular
    expect(await sees(admin.text, early)).toBe(true);
    expect(await sees(mine.text, early)).toBe(false);
  });
});
