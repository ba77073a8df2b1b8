import fc from 'fast-check';
import { JobManagementService, newJobId, type JobFilter, type JobStore } from '@gatehouse/jobs';
import { fromCursor, toCursor } from '../../libs/jobs/src/list-cursor.js';
import * as eventQueries from '../../libs/jobs/src/sql/event-queries.js';
import * as jobQueries from '../../libs/jobs/src/sql/job-queries.js';
import * as queueQueries from '../../libs/jobs/src/sql/queue-queries.js';
import * as searchQueries from '../../libs/jobs/src/sql/search-queries.js';
import { Reader } from '../../libs/jobs/src/sqlite/reader.js';
import { Deliveries, newInput } from './support/deliveries.js';
import { HOMES } from './support/job-homes.js';
import { ERROR, FAILED, newJob, openRaw, openStore, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const ALL: JobFilter = { scope: 'everybody' };

/** Reads a list to its end, page by page. */
async function pagesOf(store: JobStore, filter: JobFilter, limit: number): Promise<readonly string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = null; ;) {
    const page = await store.list(filter, limit, cursor);
    pages.push(page.jobs.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) return pages;
  }
}

async function idsOf(store: JobStore, filter: JobFilter): Promise<readonly string[]> {
  return (await pagesOf(store, filter, 100)).flat();
}

async function makeJobs(store: JobStore, count: number): Promise<string[]> {
  const jobs = Array.from({ length: count }, () => newJob());
  await Promise.all(jobs.map((job) => store.create(job)));
  return jobs.map(({ id }) => id);
}

describe.each(HOMES)('in %s', (_name, newHome) => {
  describe('a list of jobs', () => {
    it('has the newest first, each on one page, and the last page no cursor', async () => {
      const store = (await (await newHome()).open()).store;
      const ids = (await makeJobs(store, 25)).reverse();
      for (const limit of [1, 7, 24, 25, 26]) {
        const pages = await pagesOf(store, ALL, limit);
        expect(pages.flat()).toEqual(ids);
        expect(pages.length).toBe(Math.ceil(25 / limit));
      }
    });

    it('is empty where there is nothing', async () => {
      expect(await (await (await newHome()).open()).store.list(ALL, 10, null)).toEqual({
        jobs: [],
        nextCursor: null,
      });
    });

    it('neither repeats nor leaves out a job while others are made, end and are erased', async () => {
      const store = (await (await newHome()).open()).store;
      const ids = await makeJobs(store, 30);
      const seen: string[] = [];
      for (let cursor: string | null = null, page = 0; ; page++) {
        const { jobs, nextCursor } = await store.list(ALL, 4, cursor);
        seen.push(...jobs.map(({ id }) => id));
        await makeJobs(store, 3);
        const last = jobs.at(-1)?.id ?? '';
        await store.cancel(last, ERROR);
        if (page % 2 === 0) await store.erase(last); // the very job that the cursor names
        cursor = nextCursor;
        if (cursor === null) break;
      }
      expect(seen).toEqual(ids.toReversed());
    });

    it('is narrowed by plugin, status, error code, time and owner, and by all of them together', async () => {
      const { store } = await (await newHome()).open();
      const mine = newJob({ plugin: 'barcode', owner: 'me' });
      const failed = newJob({ plugin: 'barcode', owner: 'me' });
      const theirs = newJob({ plugin: 'ocr', owner: 'they' });
      const nobodys = newJob({ plugin: 'ocr' });
      for (const job of [mine, failed, theirs, nobodys]) {
        await store.create(job);
        const { createdAt } = (await store.find(job.id)) ?? { createdAt: new Date() };
        for (; Date.now() <= createdAt.getTime();) await store.ping(); // each has a millisecond of its own
      }
      await store.finish(failed.id, null, FAILED);
      await store.start(theirs.id, 'r');
      await store.finish(theirs.id, 'r', SUCCESS);
      const cases: readonly [Partial<JobFilter>, readonly (typeof mine)[]][] = [
        [{}, [nobodys, theirs, failed, mine]],
        [{ plugin: 'barcode' }, [failed, mine]],
        [{ plugin: 'barcod' }, []],
        [{ status: 'PENDING' }, [nobodys, mine]],
        [{ status: 'RUNNING' }, []],
        [{ errorCode: 'PLUGIN_THREW' }, [failed]],
        [{ errorCode: 'WORKER_LOST' }, []],
        [{ scope: { owner: 'me' } }, [failed, mine]],
        [{ scope: { owner: 'they' }, plugin: 'barcode' }, []],
        [
          { scope: { owner: 'me' }, plugin: 'barcode', status: 'FAILED', errorCode: 'PLUGIN_THREW' },
          [failed],
        ],
      ];
      for (const [filter, jobs] of cases) {
        expect(await idsOf(store, { ...ALL, ...filter })).toEqual(jobs.map(({ id }) => id));
      }
      const at = (await store.find(failed.id))?.createdAt ?? new Date();
      expect(await idsOf(store, { ...ALL, since: at })).toEqual([nobodys.id, theirs.id, failed.id]);
      expect(await idsOf(store, { ...ALL, until: at })).toEqual([mine.id]);
      expect(await idsOf(store, { ...ALL, since: at, until: at })).toEqual([]);
    });

    it.each([
      '',
      'x',
      'MTIz',
      'é',
      '0~',
      toCursor({ createdAt: 1, id: newJobId() }).slice(1),
      'A'.repeat(5000),
    ])('refuses the cursor %j', async (cursor) => {
      await expect((await (await newHome()).open()).store.list(ALL, 1, cursor)).rejects.toEqual(
        expect.objectContaining({ code: 'CURSOR_INVALID' }),
      );
    });

    it('gives cursors that name their place, and takes no other text', () => {
      fc.assert(
        fc.property(fc.nat({ max: 2 ** 31 }), (createdAt) => {
          const place = { createdAt, id: newJobId() };
          expect(fromCursor(toCursor(place))).toEqual(place);
          expect(toCursor(place)).toMatch(/^[\w-]+$/);
        }),
      );
      fc.assert(
        fc.property(fc.string(), (text) => {
          expect(() => fromCursor(text)).toThrow('The cursor is none that a list gave');
        }),
      );
    });
  });

  describe('counts of jobs', () => {
    it('are over all that are kept, or those of one owner', async () => {
      const { store, queue } = await (await newHome()).open();
      const jobs = [newJob({ owner: 'me' }), newJob({ plugin: 'barcode' }), newJob({ owner: 'me' })] as const;
      for (const job of jobs) await store.create(job);
      await store.finish(jobs[0].id, null, FAILED);
      await store.finish(jobs[1].id, null, FAILED);
      await queue.submit(newJob({ owner: 'they' }), newInput('four'));
      const oldest = (await store.find(jobs[2].id))?.createdAt;
      expect(await store.stats()).toEqual({
        total: 4,
        byStatus: { PENDING: 2, RUNNING: 0, SUCCESS: 0, FAILED: 2 },
        byPlugin: [
          { plugin: 'barcode', count: 1, failed: 1 },
          { plugin: 'ocr', count: 3, failed: 1 },
        ],
        byErrorCode: [{ code: 'PLUGIN_THREW', count: 2 }],
        queuedBytes: 4,
        oldestPendingAt: oldest,
      });
      expect(await store.stats({ owner: 'me' })).toMatchObject({
        total: 2,
        byErrorCode: [{ code: 'PLUGIN_THREW', count: 1 }],
        queuedBytes: 0,
        oldestPendingAt: oldest,
      });
      expect(await store.stats({ owner: 'nobody' })).toMatchObject({
        total: 0,
        byPlugin: [],
        oldestPendingAt: null,
      });
    });
  });

  describe('the outlook of a job', () => {
    it('tells how many are before it, and when it may begin once something was measured', async () => {
      const { store, queue } = await (await newHome()).open();
      const jobs = Array.from({ length: 4 }, () => newJob());
      for (const job of jobs) await queue.submit(job, newInput());
      const outlooks = () => Promise.all(jobs.map(({ id }) => store.outlook(id)));
      expect((await outlooks()).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
      expect((await outlooks()).map(({ estimatedStartAt }) => estimatedStartAt)).toEqual([
        null,
        null,
        null,
        null,
      ]);

      const deliveries = new Deliveries(queue);
      const first = await deliveries.next();
      expect((await outlooks()).map(({ position }) => position)).toEqual([null, 1, 2, 3]);
      await store.finish(first.job.id, first.runId, SUCCESS);
      first.settle();
      await deliveries.next();
      const [, , third, fourth] = await outlooks();
      expect([third?.position, fourth?.position]).toEqual([1, 2]);
      const [sooner, later] = [third?.estimatedStartAt, fourth?.estimatedStartAt];
      expect(sooner?.getTime()).toBeGreaterThan(0);
      expect(later?.getTime()).toBeGreaterThanOrEqual(sooner?.getTime() ?? Infinity);
    });

    it('of one that does not wait is nothing', async () => {
      const store = (await (await newHome()).open()).store;
      const job = newJob();
      await store.create(job); // somebody waits for it, so it does not stand in the queue
      const nothing = { position: null, estimatedStartAt: null };
      expect(await store.outlook(job.id)).toEqual(nothing);
      expect(await store.outlook(newJobId())).toEqual(nothing);
    });
  });

  describe('questions within a scope', () => {
    it('answer that there is no such job where it is somebody else’s', async () => {
      const store = (await (await newHome()).open()).store;
      const service = new JobManagementService(store);
      const job = newJob({ owner: 'me' });
      await store.create(job);
      await store.finish(job.id, null, FAILED);
      const questions = [
        (owner: string) => service.get(job.id, { owner }),
        (owner: string) => service.result(job.id, { owner }),
        (owner: string) => service.outlook(job.id, { owner }),
      ];
      for (const ask of questions) {
        await expect(ask('me')).resolves.toBeDefined();
        await expect(ask('they')).rejects.toEqual(expect.objectContaining({ code: 'JOB_NOT_FOUND' }));
      }
      expect((await service.list({ scope: { owner: 'they' } }, 10, null)).jobs).toEqual([]);
      expect((await service.list({ scope: { owner: 'me' } }, 10, null)).jobs).toHaveLength(1);
      expect((await service.stats({ owner: 'they' })).total).toBe(0);
      expect(await store.find(job.id, { owner: 'they' })).toBeNull();
      expect(await store.findWithResult(job.id, { owner: 'they' })).toBeNull();
    });
  });
});

describe('every query', () => {
  it('is carried by an index, and sorts nothing', async () => {
    const dataDir = tempFolder();
    await openStore(dataDir);
    const raw = openRaw(dataDir);
    const { db } = new Reader(`${dataDir}/jobs.sqlite`);
    const id = newJobId();
    const [since, until] = [new Date(1), new Date(2)];
    const place = { createdAt: 1, id };
    const filters: readonly Partial<JobFilter>[] = [
      {},
      { plugin: 'ocr' },
      { status: 'FAILED' },
      { errorCode: 'X' },
      { since, until },
      { plugin: 'ocr', status: 'FAILED', errorCode: 'X', since, until },
    ];
    const scopes = ['everybody', { owner: 'me' }] as const;
    const lease = { id, run_id: 'r', leased_until: 1, status: 'RUNNING', attempts: 1 };
    const queries = [
      ...scopes.flatMap((scope) => [
        ...filters.flatMap((filter) => [
          searchQueries.selectPage(db, { ...filter, scope }, 10, null),
          searchQueries.selectPage(db, { ...filter, scope }, 10, place),
        ]),
        searchQueries.countJobs(db, scope),
        searchQueries.selectOldestPending(db, scope),
        jobQueries.selectJob(db, id, scope),
        jobQueries.selectJobWithOutcome(db, id, scope),
      ]),
      jobQueries.countFinished(db),
      jobQueries.selectOldestFinished(db, 10),
      jobQueries.deleteOldestFinished(db, 10),
      jobQueries.deleteJob(db, id),
      jobQueries.startJob(db, id, 'r', 1, 2),
      jobQueries.finishJob(db, id, 'r', SUCCESS, 1),
      jobQueries.cancelJob(db, id, ERROR, 1),
      queueQueries.selectInput(db, id),
      queueQueries.selectWaiting(db, 10),
      queueQueries.selectRunning(db, 10),
      queueQueries.selectUnfinishedSync(db, 10),
      queueQueries.selectLease(db, id),
      queueQueries.selectPosition(db, id),
      queueQueries.selectKnownInputs(db, [id]),
      queueQueries.deleteInput(db, id),
      queueQueries.giveUpAll(db),
      queueQueries.handBack(db, id, 'r'),
      queueQueries.giveUp(db, id, 'r'),
      queueQueries.loseJob(db, lease, ERROR, 1),
      eventQueries.selectEvents(db, id, 0, 10),
      eventQueries.setProgress(db, id, 'r', { fraction: 1, message: '' }),
    ];
    const offenders = queries.flatMap((query) => {
      const { sql } = query.compile();
      const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      const steps = plan.map((row) => String(row['detail']));
      // there are as many counts as kinds of jobs
      const bad = steps.filter((step) =>
        /^SCAN (?!job_counts|counted|.*USING)|TEMP B-TREE FOR ORDER/.test(step),
      );
      return bad.map((step) => ({ sql, step }));
    });
    expect(offenders).toEqual([]);
  });
});
