import { setTimeout as sleep } from 'node:timers/promises';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const postgres = await startPostgres();
const PLUGINS = {
  PLUGIN_PATHS: pluginFolder({ narrow: pacedWith({ max_concurrency: 1 }) }),
  PLUGIN_ONLY: 'narrow',
};
const WORK_MS = 1000;

let server: RunningServer;

/** Starts a server, and waits for its plugin. */
async function start(settings: Readonly<Record<string, string>>): Promise<JobsClient> {
  server = await startServer({ ...PLUGINS, ...settings });
  const client = new JobsClient(server.url);
  await client.started('narrow');
  return client;
}

const plugin = () => new AnalysisClient(server.url).health('narrow');

afterEach(() => server.close());

describe('a job that was accepted', () => {
  it('comes again where its plugin has no room for it, because of others', async () => {
    const client = await start({ EXECUTION_QUEUE: '0' });
    const others = Array.from({ length: 4 }, () => client.post('', client.item('narrow', { ms: WORK_MS })));
    expectEnvelope(await Promise.race(others), 'QUEUE_FULL'); // that it is full
    const id = await client.submit('narrow', { tag: 'kept' });
    await until(async () => (await client.job(id)).status === 'RUNNING');
    await Promise.all(others);
    expect(await client.finals([id])).toMatchObject([{ status: 'SUCCESS', result: { tag: 'kept' } }]);
    expect(await client.job(id)).toMatchObject({ attempts: 1 });
  });

  it('is recorded once the store is back, with what was worked out while it was away', async () => {
    const client = await start({ DATABASE_URL: await postgres.createDatabase() });
    const id = await client.submit('narrow', { ms: WORK_MS, tag: 'kept' });
    await until(async () => (await plugin()).state === 'RUNNING');
    await postgres.stop('at once');
    await until(async () => (await plugin()).success_count === 1);
    await sleep(500); // in which it could not be recorded
    await postgres.start();
    await until(async () => (await client.send('GET', '/v1/health/ready')).status === 200);
    expect(await client.finals([id])).toMatchObject([{ status: 'SUCCESS', result: { tag: 'kept' } }]);
    expect(await client.job(id)).toMatchObject({ attempts: 1 });
    expect(await plugin()).toMatchObject({ success_count: 1 });
  });
});
