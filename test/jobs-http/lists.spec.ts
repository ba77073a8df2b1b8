import { expectEnvelope } from '../support/expect-envelope.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { fieldOf, idsOf, JobsClient, textOf } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const folder = pluginFolder({ paced: pacedWith(), other: pacedWith() });
const MANY = 23;

let server: RunningServer;
let client: JobsClient;
let ids: readonly string[];
let failed: string;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced,other', JOB_CONCURRENCY: '1' });
  client = new JobsClient(server.url);
  const made: string[] = [];
  for (let count = 0; count < MANY; count++) made.push(await client.submit('paced'));
  failed = await client.submit('other', { fail: true });
  ids = made;
  await client.finals([...ids, failed]);
});
afterAll(() => server.close());

/** All pages of a list, one after the other. */
async function pages(path: string, limit: number): Promise<string[][]> {
  const found: string[][] = [];
  let cursor = '';
  for (;;) {
    const answer = await client.send('GET', `${path}?limit=${limit}&cursor=${cursor}`);
    expect(answer.status).toBe(200);
    expect(fieldOf(answer, 'count')).toBe(idsOf(answer).length);
    found.push(idsOf(answer));
    if (fieldOf(answer, 'next_cursor') === null) return found;
    cursor = textOf(answer, 'next_cursor');
  }
}

describe.each(['/v1/analyze-execution/jobs', '/v1/jobs'])('GET %s', (path) => {
  const list = (query: string): ReturnType<JobsClient['list']> => client.send('GET', path + query);

  it('tells jobs newest first, each once, page by page', async () => {
    const found = await pages(path, 10);
    expect(found.map(({ length }) => length)).toEqual([10, 10, 4]);
    expect(found.flat()).toEqual([failed, ...ids.toReversed()]);
  });

  it('tells of each what its own route tells, but for its place in the queue', async () => {
    const { json } = await list('?limit=1');
    const { queue_position: place, estimated_start_at: start, ...job } = await client.job(failed);
    expect(json).toEqual({ jobs: [job], count: 1, next_cursor: expect.any(String) as string });
    expect([place, start]).toEqual([null, null]);
  });

  it('narrows by state and by plugin', async () => {
    expect(idsOf(await list('?status=FAILED'))).toEqual([failed]);
    expect(idsOf(await list('?plugin=other'))).toEqual([failed]);
    expect(idsOf(await list('?plugin=other&status=SUCCESS'))).toEqual([]);
    expect(idsOf(await list('?plugin=nonesuch'))).toEqual([]);
    expect(idsOf(await list('?status=SUCCESS&limit=2'))).toEqual(ids.slice(-2).toReversed());
  });

  it('goes on where it was, whatever was made meanwhile', async () => {
    const first = await list('?limit=5&plugin=paced');
    const late = await client.submit('paced');
    const cursor = textOf(first, 'next_cursor');
    const second = await list(`?limit=5&plugin=paced&cursor=${cursor}`);
    expect(idsOf(second)).not.toContain(late);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(10);
    await client.finals([late]);
    await client.send('DELETE', `/v1/jobs/${late}`);
  });

  it.each([
    ['?status=DONE', '/status'],
    ['?limit=0', '/limit'],
    ['?limit=101', '/limit'],
    ['?plugin=a&plugin=b', '/plugin'],
    ['?offset=3', '/offset'],
  ])('refuses %s, with a pointer', async (query, pointer) => {
    const { details } = expectEnvelope(await list(query), 'BODY_INVALID');
    expect(details.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it.each(['nonsense', 'e30', '%00', 'x'.repeat(3000)])(
    'refuses a cursor that no page gave: %s',
    async (cursor) => {
      expectEnvelope(await list(`?cursor=${cursor}`), 'CURSOR_INVALID');
    },
  );
});

describe('the history of jobs', () => {
  it('narrows by error and by time', async () => {
    const history = (query: string): ReturnType<JobsClient['list']> => client.send('GET', `/v1/jobs${query}`);
    expect(idsOf(await history('?error_code=PLUGIN_THREW'))).toEqual([failed]);
    expect(idsOf(await history('?error_code=IMAGE_EMPTY'))).toEqual([]);
    expect(idsOf(await history('?until=2020-01-01'))).toEqual([]);
    expect(idsOf(await history('?since=2020-01-01T00:00:00Z&limit=1'))).toEqual([failed]);
    const { details } = expectEnvelope(await history('?since=yesterday'), 'BODY_INVALID');
    expect(details.errors).toMatchObject([{ pointer: '/since' }]);
  });

  it('is not narrowed by time where only own jobs are told', async () => {
    expectEnvelope(await client.list('?since=2020-01-01'), 'BODY_INVALID');
  });

  it('tells one job', async () => {
    const answer = await client.send('GET', `/v1/jobs/${failed}`);
    expect(answer).toMatchObject({ status: 200, json: { job: await client.job(failed) } });
  });

  it('is counted', async () => {
    expect((await client.send('GET', '/v1/jobs/stats')).json).toEqual({
      total: MANY + 1,
      by_status: { PENDING: 0, RUNNING: 0, SUCCESS: MANY, FAILED: 1 },
      by_plugin: [
        { plugin: 'other', count: 1, failed: 1 },
        { plugin: 'paced', count: MANY, failed: 0 },
      ],
      by_error_code: [{ code: 'PLUGIN_THREW', count: 1 }],
      queued_bytes: 0,
      oldest_pending_at: null,
    });
  });
});

describe('a job that waits', () => {
  it('tells its place, and when it may begin', async () => {
    const running = await client.submit('paced', { ms: 60_000 });
    await client.reaches(running, 'RUNNING');
    const waiting = [await client.submit('paced'), await client.submit('paced')];
    const standings = await Promise.all(waiting.map((id) => client.job(id)));
    expect(standings.map((job) => job.queue_position)).toEqual([1, 2]);
    for (const { estimated_start_at: at } of standings) {
      expect(new Date(at ?? '').toISOString()).toBe(at);
    }
    await client.cancel(running);
    await client.finals(waiting);
  });
});

describe('repeating a job', () => {
  it('that failed makes a new one of the same image and options, which names the old', async () => {
    const answer = await client.retry(failed);
    expect(answer).toMatchObject({ status: 200, json: { status: 'PENDING', retry_of: failed } });
    const id = textOf(answer, 'job_id');
    const [final] = await client.finals([id]);
    expect(final).toMatchObject({ status: 'FAILED', error: { message: 'kaboom', details: { job_id: id } } });
    expect(await client.job(id)).toMatchObject({ plugin: 'other', retry_of: failed });
    expect(await client.job(failed)).toMatchObject({ status: 'FAILED', retry_of: null });
  });

  it('that succeeded is refused', async () => {
    expectEnvelope(await client.retry(ids[0] ?? ''), 'JOB_NOT_REPEATABLE');
  });

  it('that a caller waited for is refused: its image was not kept', async () => {
    const answer = await client.post('', client.item('other', { fail: true }));
    const { details } = expectEnvelope(answer, 'PLUGIN_THREW');
    expectEnvelope(await client.retry(details.job_id ?? ''), 'JOB_NOT_REPEATABLE');
  });

  it('that is not over is refused', async () => {
    const id = await client.submit('paced', { ms: 60_000 });
    expectEnvelope(await client.retry(id), 'JOB_NOT_OVER');
    await client.cancel(id);
  });

  it('that there is not is refused', async () => {
    expectEnvelope(await client.retry('nonesuch'), 'JOB_NOT_FOUND');
  });
});

describe('erasing a job', () => {
  it('leaves nothing of it', async () => {
    const id = await client.submit('paced');
    await client.finals([id]);
    const answer = await client.send('DELETE', `/v1/jobs/${id}`);
    expect(answer).toMatchObject({ status: 200, json: { job_id: id, erased: true } });
    expect(await client.sees(id)).toBe(false);
    expect(idsOf(await client.list('?limit=100'))).not.toContain(id);
    expectEnvelope(await client.send('DELETE', `/v1/jobs/${id}`), 'JOB_NOT_FOUND');
  });

  it('that is not over is refused', async () => {
    const id = await client.submit('paced', { ms: 60_000 });
    expectEnvelope(await client.send('DELETE', `/v1/jobs/${id}`), 'JOB_NOT_OVER');
    await client.cancel(id);
    expect((await client.send('DELETE', `/v1/jobs/${id}`)).status).toBe(200);
  });
});
