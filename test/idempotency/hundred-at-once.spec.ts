import { randomUUID } from 'node:crypto';
import { idsOf, JobsClient } from '../jobs-http/support/jobs-client.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { storesWith } from '../support/stores.js';
import { isReplay } from './support/keyed-client.js';
import { SLOW } from './support/slow-plugin.js';

const AT_ONCE = 100;
const STORES = storesWith(await startPostgres());
const plugins = pluginFolder({ slow: SLOW });

describe.each(STORES)('a hundred posts at once with one Idempotency-Key, in %s,', (_name, newSettings) => {
  let server: RunningServer;
  let client: JobsClient;

  beforeAll(async () => {
    server = await startServer({ ...(await newSettings()), PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'slow' });
    client = new JobsClient(server.url);
    await client.started('slow');
  });
  afterAll(() => server.close());

  function postAll(path: string, headers: Readonly<Record<string, string>>): Promise<readonly Answer[]> {
    const url = `${server.url}/v1/analyze-execution${path}`;
    const body = client.item('slow', { ms: 200 });
    return Promise.all(Array.from({ length: AT_ONCE }, () => postJson(url, body, headers)));
  }

  const jobIds = async (): Promise<readonly string[]> => idsOf(await client.list('?limit=100'));

  it('make one job that all are told of, where the job is not waited for', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const before = await jobIds();
    const answers = await postAll('/async', headers);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
    expect(await jobIds()).toHaveLength(before.length + 1);
  });

  it('make one job, and one answer that the others get or are told to wait for, where it is', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const before = await jobIds();
    const answers = await postAll('', headers);
    const good = answers.filter(({ status }) => status === 200);
    expect(new Set(good.map(({ text }) => text)).size).toBe(1);
    expect(good.filter((answer) => !isReplay(answer))).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectEnvelope(answer, 'IDEMPOTENCY_IN_PROGRESS');
    }
    expect(await jobIds()).toHaveLength(before.length + 1);
    const again = (await postAll('', headers)).map(({ text }) => text);
    expect(new Set(again)).toEqual(new Set([good[0]?.text]));
  });
});
