import { randomUUID } from 'node:crypto';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { HOMES, type JobsHome } from '../jobs/support/job-homes.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson, sample, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { talk } from '../support/wire.js';
import { post } from '../edge/support/request-bytes.js';
import { askWithKey, isReplay } from './support/keyed-client.js';
import { SLOW } from './support/slow-plugin.js';

const png = sample('qr-tiny.png');
const image = png.toString('base64');

const plugins = pluginFolder({ slow: SLOW });

describe.each(HOMES)('with jobs in %s,', (_name, newHome) => {
  let home: JobsHome;
  let server: RunningServer;
  let url: string;
  let key: string;

  beforeAll(async () => {
    home = await newHome();
    server = await startServer({ ...home.settings, PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'slow' });
    url = server.url;
    await new AnalysisClient(url).started(['slow']);
  });
  beforeEach(() => {
    key = randomUUID();
  });
  afterAll(() => server.close());

  async function runs(): Promise<number> {
    const { success_count: good, error_count: bad } = await new AnalysisClient(url).health('slow');
    return good + bad;
  }

  describe('a request that is sent again with its Idempotency-Key', () => {
    it('gets the answer of the first, byte for byte, and runs nothing', async () => {
      const before = await runs();
      const first = await askWithKey(url, key, { chars: 500 }, { 'x-request-id': 'the-first' });
      expect(first.status).toBe(200);
      expect(isReplay(first)).toBe(false);
      const again = await askWithKey(url, key, { chars: 500 }, { 'x-request-id': 'the-second' });
      expect({ status: again.status, text: again.text }).toEqual({ status: 200, text: first.text });
      expect(isReplay(again)).toBe(true);
      expect(again.headers.get('x-request-id')).toBe('the-second');
      for (const name of ['content-type', 'content-length'])
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      expect(await runs()).toBe(before + 1);
    });

    it('gets the same bytes on the wire', async () => {
      const request = post('/v1/analyze-execution?plugin=slow', 'image/png', png, [
        `Idempotency-Key: ${key}`,
      ]);
      const port = Number(new URL(url).port);
      const one = await talk(port, [request], { answers: 1 });
      const two = await talk(port, [request, request], { answers: 2 });
      const bodies = [...one.answers, ...two.answers].map(({ body }) => body);
      expect(bodies).toHaveLength(3);
      for (const body of bodies) expect(body).toEqual(bodies[0]);
    });

    it('gets the error of an execution that failed, with the ids of the first', async () => {
      const first = await askWithKey(url, key, { fail: true }, { 'x-request-id': 'the-first' });
      expectEnvelope(first, 'PLUGIN_THREW');
      const again = await askWithKey(url, key, { fail: true });
      expect([again.status, again.text]).toEqual([400, first.text]);
      expect(again.text).toContain('"request_id":"the-first"');
      expect(again.headers.get('x-request-id')).not.toBe('the-first');
      expect(isReplay(again)).toBe(true);
    });

    it.each([
      ['in quotes', (bare: string) => `"${bare}"`],
      ['bare', (bare: string) => bare],
    ])('may send the key %s', async (_, spelled) => {
      const first = await askWithKey(url, key);
      const again = await askWithKey(url, spelled(key));
      expect([again.text, isReplay(again)]).toEqual([first.text, true]);
    });

    it('asks the same whatever the order of keys, the white space and the boundary of a form', async () => {
      const target = `${url}/v1/analyze-execution`;
      const headers = { 'idempotency-key': key, 'content-type': 'application/json' };
      const send = (body: string | FormData, more: Record<string, string>): Promise<Answer> =>
        ask(target, { method: 'POST', headers: more, body });
      const one = await send(
        JSON.stringify({ plugin: 'slow', image, options: { ms: 1, fail: false } }),
        headers,
      );
      const reordered = { options: { fail: false, ms: 1 }, image, plugin: 'slow' };
      const two = await send(JSON.stringify(reordered, null, 2), headers);
      expect([two.text, isReplay(two)]).toEqual([one.text, true]);
      const formKey = { 'idempotency-key': `${key}-form` };
      const form = (): FormData => {
        const body = new FormData();
        body.append('plugin', 'slow');
        body.append('image', new Blob([png], { type: 'image/png' }), `${randomUUID()}.png`);
        return body;
      };
      const three = await send(form(), formKey);
      const four = await send(form(), formKey);
      expect([four.status, four.text, isReplay(four)]).toEqual([200, three.text, true]);
    });
  });

  describe('a hundred requests at once with one key', () => {
    it('run one execution; the others are told to wait, or get its answer', async () => {
      const before = await runs();
      const answers = await Promise.all(Array.from({ length: 100 }, () => askWithKey(url, key, { ms: 300 })));
      expect(await runs()).toBe(before + 1);
      const good = answers.filter(({ status }) => status === 200);
      expect(good.filter((answer) => !isReplay(answer))).toHaveLength(1);
      expect(new Set(good.map(({ text }) => text)).size).toBe(1);
      const waiting = answers.filter(({ status }) => status !== 200);
      expect(waiting.length).toBeGreaterThan(0);
      for (const answer of waiting) {
        const error = expectEnvelope(answer, 'IDEMPOTENCY_IN_PROGRESS');
        expect(error.details.retry_after_ms).toBe(1000);
        expect(answer.headers.get('retry-after')).toBe('1');
      }
      expect((await askWithKey(url, key, { ms: 300 })).text).toBe(good[0]?.text);
    });
  });

  describe('a key that came before', () => {
    it('with another request is reused, whatever was other', async () => {
      const first = await askWithKey(url, key);
      const other = sample('barcode-ean13.jpg').toString('base64');
      const target = `${url}/v1/analyze-execution`;
      const headers = { 'idempotency-key': key };
      const reused = [
        await askWithKey(url, key, { ms: 1 }),
        await postJson(target, { plugin: 'slow', image: other, options: {} }, headers),
        await postJson(target, { plugin: 'slow', image, options: {}, mime_type: 'image/png' }, headers),
        await postJson(target, { plugin: 'metadata', image, options: {} }, headers),
        await ask(`${target}?plugin=slow`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'image/png' },
          body: png,
        }),
      ];
      for (const answer of reused) expectEnvelope(answer, 'IDEMPOTENCY_KEY_REUSED');
      expect((await askWithKey(url, key)).text).toBe(first.text);
    });

    it('is free again after a refusal without a job', async () => {
      const target = `${url}/v1/analyze-execution`;
      const headers = { 'idempotency-key': key };
      expectEnvelope(await postJson(target, { plugin: 'slow' }, headers), 'IMAGE_MISSING');
      expectEnvelope(await postJson(target, { plugin: 'none', image }, headers), 'PLUGIN_NOT_FOUND');
      const answer = await askWithKey(url, key);
      expect([answer.status, isReplay(answer)]).toEqual([200, false]);
    });

    it('is free again when the client of the first has left: nobody read that it was cancelled', async () => {
      const client = new AnalysisClient(url);
      const leaving = new AbortController();
      const left = ask(`${url}/v1/analyze-execution`, {
        method: 'POST',
        headers: { 'idempotency-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({ plugin: 'slow', image, options: { ms: 50_000 } }),
        signal: leaving.signal,
      }).catch(() => 'left');
      await until(async () => (await client.health('slow')).state === 'RUNNING');
      expectEnvelope(await askWithKey(url, key, { ms: 50_000 }), 'IDEMPOTENCY_IN_PROGRESS');
      leaving.abort();
      expect(await left).toBe('left');
      await until(async () => (await client.health('slow')).state !== 'RUNNING');
      const isFree = async (): Promise<boolean> => (await askWithKey(url, key)).status === 200;
      await until(isFree);
    });

    it('is free again after a failure that may pass', async () => {
      const first = await askWithKey(url, key, { crash: true });
      expect(expectEnvelope(first, 'PLUGIN_CRASHED').details.retryable).toBe(true);
      const again = await askWithKey(url, key, { crash: true });
      expectEnvelope(again, 'PLUGIN_CRASHED');
      expect([isReplay(again), again.text === first.text]).toEqual([false, false]);
    });

    it('and was answered a day ago is a new one', async () => {
      const first = await askWithKey(url, key);
      const dayOlder = 'UPDATE idempotency_keys SET created_at = created_at - 86400000 WHERE key = ?';
      await home.sql(dayOlder, key);
      const second = await askWithKey(url, key);
      expect([second.status, isReplay(second)]).toEqual([200, false]);
      expect(second.text).not.toBe(first.text);
    });

    it('and whose job was erased is a new one', async () => {
      const first = await askWithKey(url, key);
      const { job_id: id } = first.json as { job_id: string }; // of a success
      await home.sql('DELETE FROM jobs WHERE id = ?', id);
      expect(isReplay(await askWithKey(url, key))).toBe(false);
    });
  });
});
