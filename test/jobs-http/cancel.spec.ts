import { processesOf } from '../sandbox/support/processes-of.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { newJobId } from '@gatehouse/jobs';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const folder = pluginFolder({ paced: pacedWith({ max_concurrency: 1 }) });

let server: RunningServer;
let client: JobsClient;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced', JOB_CONCURRENCY: '2' });
  client = new JobsClient(server.url);
  await client.started('paced');
});
afterAll(() => server.close());

describe('cancelling a job', () => {
  it('that runs stops it for good: its process is gone, and the next one runs', async () => {
    const id = await client.submit('paced', { ms: 60_000, steps: 600 });
    await until(async () => (await client.job(id)).progress !== null); // the plugin has it
    const [process] = processesOf(folder);
    expect(await client.cancel(id)).toMatchObject({
      status: 200,
      json: { job_id: id, status: 'FAILED', cancelled: true },
    });
    expect(await client.job(id)).toMatchObject({ status: 'FAILED', cancelled: true });
    expect(await client.result(id)).toMatchObject({
      status: 'FAILED',
      error: { details: { code: 'EXECUTION_CANCELLED', job_id: id } },
    });
    await until(() => !processesOf(folder).includes(process ?? 0));
    const [next] = await client.finals([await client.submit('paced')]);
    expect(next).toMatchObject({ status: 'SUCCESS' });
  });

  it('that waits keeps it from ever running', async () => {
    const blockers = [
      await client.submit('paced', { ms: 60_000 }),
      await client.submit('paced', { ms: 60_000 }),
    ];
    const waiting = await client.submit('paced');
    expect(await client.job(waiting)).toMatchObject({ status: 'PENDING', queue_position: 1 });
    expect((await client.cancel(waiting)).status).toBe(200);
    for (const id of blockers) expect((await client.cancel(id)).status).toBe(200);
    const [next] = await client.finals([await client.submit('paced')]);
    expect(next).toMatchObject({ status: 'SUCCESS' });
    expect(await client.job(waiting)).toMatchObject({ status: 'FAILED', cancelled: true, attempts: 0 });
  });

  it('that a caller waits for ends the call, with the same error', async () => {
    const call = client.post('', client.item('paced', { ms: 60_000 }));
    let id = '';
    await until(async () => {
      const { json } = await client.list('?status=RUNNING');
      id = (json as { jobs: { id: string }[] }).jobs[0]?.id ?? ''; // the list's own test pins it
      return id !== '';
    });
    expect((await client.cancel(id)).status).toBe(200);
    expect(expectEnvelope(await call, 'EXECUTION_CANCELLED').details.job_id).toBe(id);
    expect(await client.job(id)).toMatchObject({ status: 'FAILED', cancelled: true });
  });

  it('that is over is refused', async () => {
    const id = await client.submit('paced');
    await client.finals([id]);
    expectEnvelope(await client.cancel(id), 'JOB_ALREADY_FINISHED');
    expect(await client.job(id)).toMatchObject({ status: 'SUCCESS', cancelled: false });
  });

  it('twice is refused the second time, and of many at once one succeeds', async () => {
    const id = await client.submit('paced', { ms: 60_000 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.cancel(id)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(7);
    for (const answer of refused) expectEnvelope(answer, 'JOB_ALREADY_FINISHED');
  });

  it.each(['nonesuch', newJobId()])('that there is not is refused: %s', async (id) => {
    expectEnvelope(await client.cancel(id), 'JOB_NOT_FOUND');
  });
});
