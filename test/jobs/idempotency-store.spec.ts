import { newJobId, type IdempotencyStore, type IdempotentAnswer } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { keyed, tokenOf } from './support/open-keys.js';
import { newJob, SUCCESS } from './support/open-store.js';

const ANSWER: IdempotentAnswer = { status: 200, body: '{"n":1}' };
const NOTHING_BEGUN = { state: 'in progress' };

const ORPHAN = 'UPDATE idempotency_keys SET leased_until = 1';

describe.each(HOMES)('in %s', (name, newHome) => {
  let home: JobsHome;
  let keys: IdempotencyStore;

  beforeEach(async () => {
    home = await newHome();
    keys = await home.openKeys();
  });

  describe('an idempotency key', () => {
    it('is begun by exactly one of a hundred at once, in two processes', async () => {
      const other = await home.openKeys();
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? keys : other).begin(keyed())),
      );
      const states = all.map(({ state }) => state).sort();
      expect(states).toEqual(['begun', ...Array<string>(99).fill('in progress')]);
    });

    it('gives its answer again, to whoever asks the same', async () => {
      const failed: IdempotentAnswer = { status: 400, body: '{"error":"ü"}' };
      for (const [key, answer] of [['a', ANSWER] as const, ['b', failed] as const]) {
        const token = tokenOf(await keys.begin(keyed({ key })));
        expect(await keys.complete(token, answer, [])).toBe(true);
        expect(await keys.begin(keyed({ key }))).toEqual({ state: 'finished', answer });
        expect(await keys.begin(keyed({ key, fingerprint: 'asks-2' }))).toEqual({ state: 'reused' });
      }
    });

    it('is its holder’s alone', async () => {
      for (const owner of [null, 'one', 'two'])
        expect(await keys.begin(keyed({ owner }))).toMatchObject({ state: 'begun' });
      expect(await keys.begin(keyed({ owner: 'two' }))).toEqual(NOTHING_BEGUN);
    });

    it('is reused also while the first runs', async () => {
      await keys.begin(keyed());
      expect(await keys.begin(keyed({ fingerprint: 'asks-2' }))).toEqual({ state: 'reused' });
    });

    it('is free for anything once it was abandoned', async () => {
      await keys.abandon(tokenOf(await keys.begin(keyed())));
      expect(await keys.begin(keyed({ fingerprint: 'asks-2' }))).toMatchObject({ state: 'begun' });
    });

    it('answers once: whoever completes or abandons it later changes nothing', async () => {
      const token = tokenOf(await keys.begin(keyed()));
      await keys.complete(token, ANSWER, []);
      expect(await keys.complete(token, { status: 200, body: '{}' }, ['a-job'])).toBe(false);
      await keys.abandon(token);
      expect(await keys.begin(keyed())).toEqual({ state: 'finished', answer: ANSWER });
    });

    it('is lost to whoever took it over', async () => {
      const first = tokenOf(await keys.begin(keyed()));
      await home.sql(ORPHAN);
      const second = tokenOf(await keys.begin(keyed()));
      expect(second).not.toBe(first);
      expect(await keys.complete(first, { status: 200, body: '"late"' }, [])).toBe(false);
      await keys.abandon(first);
      expect(await keys.complete(second, ANSWER, [])).toBe(true);
      expect(await keys.begin(keyed())).toEqual({ state: 'finished', answer: ANSWER });
    });

    it('is taken over by one of many, and only by those who ask the same', async () => {
      await keys.begin(keyed());
      await home.sql(ORPHAN);
      expect(await keys.begin(keyed({ fingerprint: 'asks-2' }))).toEqual({ state: 'reused' });
      const all = await Promise.all(Array.from({ length: 20 }, () => keys.begin(keyed())));
      expect(all.filter(({ state }) => state === 'begun')).toHaveLength(1);
    });

    it('expires a day after it was begun', async () => {
      await keys.complete(tokenOf(await keys.begin(keyed())), ANSWER, []);
      const day = 24 * 60 * 60 * 1000;
      await home.sql(`UPDATE idempotency_keys SET created_at = created_at - ${day} + 10000`);
      expect(await keys.begin(keyed())).toMatchObject({ state: 'finished' });
      await home.sql('UPDATE idempotency_keys SET created_at = created_at - 10000');
      const all = await Promise.all(
        Array.from({ length: 20 }, () => keys.begin(keyed({ fingerprint: 'asks-2' }))),
      );
      expect(all.filter(({ state }) => state === 'begun')).toHaveLength(1);
    });

    it('keeps no answer that is too large', async () => {
      const small = await home.openKeys({ maxAnswerBytes: 10 });
      const token = tokenOf(await small.begin(keyed()));
      expect(await small.complete(token, { status: 200, body: '"äääää"' }, [])).toBe(false);
      expect(await small.begin(keyed({ fingerprint: 'asks-2' }))).toMatchObject({ state: 'begun' });
    });
  });

  describe('the process that had begun a key', () => {
    it('died, and whoever asks the same begins anew; what was answered stays', async () => {
      const done = keyed({ key: 'done' });
      await keys.complete(tokenOf(await keys.begin(done)), ANSWER, []);
      await keys.begin(keyed());
      // whoever has DATA_DIR is alone, so the death is known; of one of many, the end of its lease tells it
      if (name === 'PostgreSQL') await home.sql(ORPHAN);
      const restarted = await home.openKeys();
      expect(await restarted.begin(keyed({ fingerprint: 'asks-2' }))).toEqual({ state: 'reused' });
      expect(await restarted.begin(keyed())).toMatchObject({ state: 'begun', isJobStored: false });
      expect(await restarted.begin(done)).toEqual({ state: 'finished', answer: ANSWER });
    });

    it('died after it stored the job: that very job is found', async () => {
      const { store: jobs } = await home.open();
      const other = await home.openKeys();
      for (const isStored of [true, false]) {
        const key = String(isStored);
        const job = newJob();
        await other.begin(keyed({ key, jobId: job.id }));
        if (isStored) await jobs.create(job);
        await home.sql(ORPHAN);
        const again = await other.begin(keyed({ key, jobId: newJobId() }));
        expect(again).toMatchObject({ state: 'begun', jobId: job.id, isJobStored: isStored });
      }
    });

    it('lives, and failed without knowing whether its job is stored: the key stays with that job', async () => {
      const { store: jobs } = await home.open();
      const other = await home.openKeys();
      const job = newJob();
      const token = tokenOf(await other.begin(keyed({ jobId: job.id })));
      await jobs.create(job);
      await other.abandon(token);
      const again = await other.begin(keyed({ jobId: newJobId() }));
      expect(again).toMatchObject({ state: 'begun', jobId: job.id, isJobStored: true });
    });
  });

  describe('an answer', () => {
    it('goes with the first of its jobs', async () => {
      const { store: jobs } = await home.open();
      const other = await home.openKeys();
      const [one, two] = [newJob(), newJob()];
      for (const { id } of [one, two]) {
        await jobs.create({ ...one, id });
        await jobs.start(id, 'run');
      }
      await jobs.finish(one.id, 'run', SUCCESS);
      await other.complete(tokenOf(await other.begin(keyed())), ANSWER, [one.id, two.id]);
      expect(await other.begin(keyed())).toMatchObject({ state: 'finished' });
      await home.sql('DELETE FROM jobs WHERE id = ?', one.id);
      expect(await other.begin(keyed())).toMatchObject({ state: 'begun' });
    });

    it('gives way to newer ones, by number and by bytes; what is not answered never does', async () => {
      for (const limits of [{ maxEntries: 10 }, { maxBytes: 10 * ANSWER.body.length }]) {
        const home = await newHome();
        const few = await home.openKeys(limits);
        await few.begin(keyed({ key: 'first, and at work' }));
        const last = 40;
        for (let count = 1; count <= last; count++) {
          await few.complete(tokenOf(await few.begin(keyed({ key: `k${count}` }))), ANSWER, []);
        }
        await home.openKeys(limits).then((again) => again.begin(keyed({ key: 'k40' }))); // looks for what is too much
        const kept = async (): Promise<unknown[]> =>
          (await home.sql('SELECT key FROM idempotency_keys')).map(({ key }) => key);
        await until(async () => (await kept()).length <= 11);
        expect(await kept()).toEqual(expect.arrayContaining(['first, and at work', 'k40', 'k36']));
        expect(await kept()).not.toContain('k20');
      }
    });
  });
});
