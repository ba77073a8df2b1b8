import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { spawnServer } from '../../scripts/support/server-process.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { HOMES } from '../jobs/support/job-homes.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson, sample, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { isReplay } from './support/keyed-client.js';
import { SLOW } from './support/slow-plugin.js';

const image = sample('qr-tiny.png').toString('base64');
const plugins = pluginFolder({ slow: SLOW });

describe.each(HOMES)('with jobs in %s,', (_name, newHome) => {
  let server: RunningServer;
  let url: string;
  let key: string;

  beforeAll(async () => {
    const { settings } = await newHome();
    server = await startServer({ ...settings, PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'slow' });
    url = `${server.url}/v1/analyze-execution`;
    await new AnalysisClient(server.url).started(['slow']);
  });
  beforeEach(() => {
    key = randomUUID();
  });
  afterAll(() => server.close());

  const itemOf = (options: object = {}): object => ({ plugin: 'slow', image, options });

  function post(path: string, body: unknown, route = url): Promise<Answer> {
    return postJson(`${route}${path}`, body, { 'idempotency-key': key });
  }

  async function jobCount(): Promise<number> {
    const { json } = await ask(`${url}/jobs?limit=100`);
    return (json as { count: number }).count; // of a page
  }

  async function finalOf(id: string, route = url): Promise<Record<string, unknown>> {
    let answer = await ask(`${route}/jobs/${id}/result`);
    await until(async () => (answer = await ask(`${route}/jobs/${id}/result`)).status === 200);
    return answer.json as Record<string, unknown>; // of a 200
  }

  const jobIdOf = ({ json }: Answer): string => (json as { job_id: string }).job_id; // of a 200

  describe('an asynchronous submission with an Idempotency-Key', () => {
    it('is one job, however often it is sent, at once and after its end', async () => {
      const before = await jobCount();
      const answers = await Promise.all(Array.from({ length: 100 }, () => post('/async', itemOf())));
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(100).fill(200));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      const [first] = answers;
      if (first === undefined) throw new Error('there are a hundred');
      expect(await finalOf(jobIdOf(first))).toMatchObject({ status: 'SUCCESS' });
      const again = await post('/async', itemOf());
      expect([again.status, again.text, isReplay(again)]).toEqual([200, first.text, true]);
      expect(await jobCount()).toBe(before + 1);
      expectEnvelope(await post('/async', itemOf({ ms: 1 })), 'IDEMPOTENCY_KEY_REUSED');
      expectEnvelope(await post('', itemOf()), 'IDEMPOTENCY_KEY_REUSED');
    });

    it('that was refused leaves its key free', async () => {
      expectEnvelope(await post('/async', itemOf({ none: 1 })), 'OPTIONS_INVALID');
      expect(await post('/async', itemOf())).toMatchObject({ status: 200 });
    });

    it('is the same job after the server was killed', async () => {
      const { settings } = await newHome();
      const env = {
        ...settings,
        JOB_LEASE_MS: '1000',
        PLUGIN_PATHS: plugins,
        PLUGIN_ONLY: 'slow',
        LOG_LEVEL: 'silent',
      };
      const first = await spawnServer(env);
      const second = { server: first };
      try {
        const route = `${await first.ready()}/v1/analyze-execution`;
        const accepted = await post('/async', itemOf({ ms: 300 }), route);
        expect(accepted.status).toBe(200);
        first.process.kill('SIGKILL');
        await once(first.process, 'close');
        second.server = await spawnServer(env);
        const anew = `${await second.server.ready()}/v1/analyze-execution`;
        const again = await post('/async', itemOf({ ms: 300 }), anew);
        expect([again.status, again.text]).toEqual([200, accepted.text]);
        expect(await finalOf(jobIdOf(again), anew)).toMatchObject({ status: 'SUCCESS' });
      } finally {
        await first.dispose();
        await second.server.dispose();
      }
    }, 60_000);
  });

  describe('the repetition of a job that failed, with an Idempotency-Key', () => {
    it('is made once', async () => {
      const failed = jobIdOf(await postJson(`${url}/async`, itemOf({ fail: true })));
      await finalOf(failed);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => post(`/jobs/${failed}/retry`, null)),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers[0]?.json).toMatchObject({ retry_of: failed, status: 'PENDING' });
    });
  });

  describe('a batch with an Idempotency-Key', () => {
    it('is answered again as it was, those items too that failed for good', async () => {
      const items = [itemOf(), itemOf({ fail: true }), { plugin: 'none', image }];
      const first = await post('/batch', { items });
      expect(first).toMatchObject({
        status: 200,
        json: { results: [{ status: 'SUCCESS' }, { status: 'FAILED' }, { status: 'FAILED', job_id: null }] },
      });
      const again = await post('/batch', { items });
      expect([again.status, again.text, isReplay(again)]).toEqual([200, first.text, true]);
    });

    it('is done anew where an item may succeed the next time', async () => {
      const items = [itemOf(), itemOf({ crash: true })];
      const first = await post('/batch', { items });
      expect(first.status).toBe(200);
      const again = await post('/batch', { items });
      expect([again.status, isReplay(again)]).toEqual([200, false]);
      expect(again.text).not.toBe(first.text);
    });

    it('is in progress while the first is', async () => {
      const first = post('/batch', { items: [itemOf({ ms: 1000 })] });
      await until(async () => (await new AnalysisClient(server.url).health('slow')).state === 'RUNNING');
      expectEnvelope(await post('/batch', { items: [itemOf({ ms: 1000 })] }), 'IDEMPOTENCY_IN_PROGRESS');
      expect(await first).toMatchObject({ status: 200 });
    });

    it('goes when one of its jobs is erased', async () => {
      const first = await post('/batch', { items: [itemOf(), itemOf()] });
      const { results } = first.json as { results: { job_id: string }[] }; // of a batch
      const erased = await ask(`${server.url}/v1/jobs/${results[1]?.job_id ?? ''}`, { method: 'DELETE' });
      expect(erased.status).toBe(200);
      expect(isReplay(await post('/batch', { items: [itemOf(), itemOf()] }))).toBe(false);
    });
  });
});
