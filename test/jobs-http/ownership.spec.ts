import { expectEnvelope } from '../support/expect-envelope.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { ask } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { fieldOf, idsOf, JobsClient, textOf } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const folder = pluginFolder({ paced: pacedWith({ max_concurrency: 4 }) });
const keys = newKeyFile();
const [mine, yours, reader, admin] = [
  await addKey(keys, 'analyze'),
  await addKey(keys, 'analyze'),
  await addKey(keys, 'read'),
  await addKey(keys, 'admin'),
];

let server: RunningServer;
let me: JobsClient;
let you: JobsClient;
let operator: JobsClient;
/** A job of mine that is over, and one that is not. */
let over: string;
let underWay: string;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: folder,
    PLUGIN_ONLY: 'paced',
    API_KEYS_FILE: keys.path,
    RATE_LIMIT: 'off',
    JOB_CONCURRENCY: '2',
  });
  [me, you, operator] = [mine, yours, admin].map(({ text }) => new JobsClient(server.url, text)) as [
    JobsClient,
    JobsClient,
    JobsClient,
  ]; // three of three
  await me.started('paced');
  over = await me.submit('paced', { fail: true });
  underWay = await me.submit('paced', { ms: 60_000 });
  await me.finals([over]);
});
afterAll(() => server.close());

const events = (key: string, id: string): ReturnType<typeof ask> =>
  ask(`${server.url}/v1/analyze-execution/jobs/${id}/events`, {
    headers: { authorization: `Bearer ${key}` },
  });

describe('a job of one key', () => {
  it('is seen by that key and by an admin, and is nothing to another', async () => {
    expect(await Promise.all([me, you, operator].map((caller) => caller.sees(over)))).toEqual([
      true,
      false,
      true,
    ]);
    expectEnvelope(await events(yours.text, over), 'JOB_NOT_FOUND');
    expectEnvelope(await events(yours.text, underWay), 'JOB_NOT_FOUND');
    expect((await events(mine.text, over)).status).toBe(200);
    expect((await events(admin.text, over)).status).toBe(200);
  });

  it('is in the lists and the counts of that key and of an admin', async () => {
    for (const path of ['/v1/analyze-execution/jobs', '/v1/jobs']) {
      const lists = await Promise.all([me, you, operator].map((caller) => caller.send('GET', path)));
      expect(lists.map(idsOf)).toEqual([[underWay, over], [], [underWay, over]]);
    }
    const counts = await Promise.all(
      [me, you, operator].map((caller) => caller.send('GET', '/v1/jobs/stats')),
    );
    expect(counts.map((answer) => fieldOf(answer, 'total'))).toEqual([2, 0, 2]);
  });

  it('does not lend its place in a list to another', async () => {
    const cursor = textOf(await me.list('?limit=1'), 'next_cursor');
    const answer = await you.list(`?limit=1&cursor=${cursor}`);
    if (answer.status === 200) expect(idsOf(answer)).toEqual([]);
    else expectEnvelope(answer, 'CURSOR_INVALID');
  });

  it('is not cancelled by another', async () => {
    expectEnvelope(await you.cancel(underWay), 'JOB_NOT_FOUND');
    expect((await me.job(underWay)).completed_at).toBeNull();
  });

  it('is repeated and erased by an admin alone, and the new one is of the same key', async () => {
    for (const caller of [me, you]) {
      expectEnvelope(await caller.retry(over), 'ROLE_TOO_LOW');
      expectEnvelope(await caller.send('DELETE', `/v1/jobs/${over}`), 'ROLE_TOO_LOW');
    }
    const repeated = textOf(await operator.retry(over), 'job_id');
    await me.finals([repeated]);
    expect(await Promise.all([me, you].map((caller) => caller.sees(repeated)))).toEqual([true, false]);
    expect((await me.job(repeated)).retry_of).toBe(over);
    expect((await operator.send('DELETE', `/v1/jobs/${repeated}`)).status).toBe(200);
    expect(await me.sees(repeated)).toBe(false);
  });

  it('is cancelled by its key, or by an admin', async () => {
    const other = await me.submit('paced', { ms: 60_000 });
    expect((await operator.cancel(other)).status).toBe(200);
    expect((await me.cancel(underWay)).status).toBe(200);
  });
});

describe('a key that may only read', () => {
  it('reads the history of its own, which is empty, and asks for nothing', async () => {
    const watcher = new JobsClient(server.url, reader.text);
    expect(idsOf(await watcher.send('GET', '/v1/jobs'))).toEqual([]);
    for (const path of ['', '/async', '/batch']) {
      expectEnvelope(await watcher.post(path, watcher.item('paced')), 'ROLE_TOO_LOW');
    }
    expectEnvelope(await watcher.list(), 'ROLE_TOO_LOW');
    expectEnvelope(await watcher.cancel(over), 'ROLE_TOO_LOW');
  });
});
