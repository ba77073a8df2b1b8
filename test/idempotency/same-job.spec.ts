import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HOMES, type JobsHome } from '../jobs/support/job-homes.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { postJson, type Answer } from '../support/http.js';
import { isReplay } from './support/keyed-client.js';
import { startSubmitting } from './support/submitting-app.js';

describe.each(HOMES)('with jobs in %s,', (_name, newHome) => {
  let home: JobsHome;
  let app: NestExpressApplication;
  let url: string;
  let key: string;

  beforeAll(async () => {
    home = await newHome();
    app = await startSubmitting(home.settings);
    url = await app.getUrl();
  });
  beforeEach(() => {
    key = randomUUID();
  });
  afterAll(() => app.close());

  function submit(query = '', body: unknown = { asks: 1 }): Promise<Answer> {
    return postJson(`${url}/submit${query}`, body, { 'idempotency-key': key });
  }

  async function jobs(): Promise<number> {
    return Number((await home.sql('SELECT count(*) AS jobs FROM jobs'))[0]?.['jobs']);
  }

  const jobIdOf = ({ json }: Answer): string => (json as { job_id: string }).job_id; // of a 200

  describe('a submission that is sent again with its Idempotency-Key', () => {
    it('gets the same job, a hundred times at once', async () => {
      const before = await jobs();
      const answers = await Promise.all(Array.from({ length: 100 }, () => submit('?ms=150')));
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(100).fill(200));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
      expect(await jobs()).toBe(before + 1);
      expectEnvelope(await submit('?ms=150', { asks: 2 }), 'IDEMPOTENCY_KEY_REUSED');
    });

    it('is done by the next one where the first was refused', async () => {
      const before = await jobs();
      const answers = await Promise.all(Array.from({ length: 5 }, () => submit('?ms=50&fail=before')));
      for (const answer of answers) expectEnvelope(answer, 'PLUGIN_NOT_FOUND');
      expect((await submit('', { asks: 'something else' })).status).toBe(200);
      expect(await jobs()).toBe(before + 1);
    });

    it('finds the job that was stored although the answer failed', async () => {
      expectEnvelope(await submit('?fail=after'), 'STORE_UNAVAILABLE');
      const before = await jobs();
      const again = await submit('?fail=after');
      expect(again.status).toBe(200);
      expect(await home.sql('SELECT status FROM jobs WHERE id = ?', jobIdOf(again))).toHaveLength(1);
      expect((await submit('?fail=after')).text).toBe(again.text);
      expect(await jobs()).toBe(before);
    });

    it('finds the job of a server that died before it answered', async () => {
      const first = await submit();
      // as it stood before the answer was kept
      await home.sql('DELETE FROM idempotency_jobs');
      await home.sql(
        `UPDATE idempotency_keys SET answer = NULL, status = NULL, completed_at = NULL, bytes = 0,
        job_id = ?, leased_until = 0 WHERE key = ?`,
        jobIdOf(first),
        key,
      );
      const before = await jobs();
      const again = await submit();
      expect([again.status, again.text]).toEqual([200, first.text]);
      expect(await jobs()).toBe(before);
    });
  });
});
