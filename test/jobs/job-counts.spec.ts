import fc from 'fast-check';
import type { JobScope, JobStats, JobStore } from '@gatehouse/jobs';
import { openPool } from '@gatehouse/postgres';
import { foldCounts } from '../../libs/jobs/src/postgres/fold-counts.js';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { ERROR, FAILED, newJob, SUCCESS } from './support/open-store.js';

const SCOPES: readonly JobScope[] = ['everybody', { owner: 'me' }, { owner: 'they' }];

const step = fc.record({
  does: fc.constantFrom('create', 'start', 'succeed', 'fail', 'cancel', 'erase'),
  job: fc.nat({ max: 7 }),
  plugin: fc.constantFrom('ocr', 'barcode'),
  owner: fc.constantFrom(null, 'me', 'they'),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Does one thing to one of a few jobs; where it may not be done, nothing. */
async function take({ does, job, plugin, owner }: Step, store: JobStore, ids: string[]): Promise<void> {
  const id = ids[job] ?? '';
  if (does === 'create') {
    const made = newJob({ plugin, owner });
    await store.create(made);
    ids[job] = made.id;
  }
  if (does === 'start') await store.start(id, 'r');
  if (does === 'succeed') await store.finish(id, 'r', SUCCESS);
  if (does === 'fail') await store.finish(id, 'r', FAILED);
  if (does === 'cancel') await store.cancel(id, ERROR);
  if (does === 'erase') await store.erase(id);
}

/** What going through all jobs counts. */
async function counted(
  home: JobsHome,
  scope: JobScope,
): Promise<Omit<JobStats, 'queuedBytes' | 'oldestPendingAt'>> {
  const all = await home.sql(
    'SELECT plugin, status, error_code, owner FROM jobs ORDER BY plugin, error_code',
  );
  const jobs = all.filter(({ owner }) => scope === 'everybody' || owner === scope.owner);
  const count = (fits: (job: (typeof jobs)[number]) => boolean): number => jobs.filter(fits).length;
  const values = (key: string): string[] => [
    ...new Set(jobs.map((job) => job[key]).filter((value) => typeof value === 'string')),
  ];
  const of = (status: string): number => count((job) => job['status'] === status);
  return {
    total: jobs.length,
    byStatus: {
      PENDING: of('PENDING'),
      RUNNING: of('RUNNING'),
      SUCCESS: of('SUCCESS'),
      FAILED: of('FAILED'),
    },
    byPlugin: values('plugin').map((plugin) => ({
      plugin,
      count: count((job) => job['plugin'] === plugin),
      failed: count((job) => job['plugin'] === plugin && job['status'] === 'FAILED'),
    })),
    byErrorCode: values('error_code').map((code) => ({
      code,
      count: count((job) => job['error_code'] === code),
    })),
  };
}

describe.each(HOMES)('in %s', (_name, newHome) => {
  it('the counts are those of the jobs there are, whatever was done to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 80 }), async (steps) => {
        const home = await newHome();
        const { store } = await home.open();
        const ids: string[] = [];
        for (const one of steps) await take(one, store, ids);
        for (const scope of SCOPES)
          expect(await store.stats(scope)).toMatchObject(await counted(home, scope));
        await store.close();
      }),
      { numRuns: 8 },
    );
  });

  it('what an operator deletes is counted no longer', async () => {
    const home = await newHome();
    const { store } = await home.open();
    const jobs = Array.from({ length: 3 }, () => newJob());
    for (const { id, ...job } of jobs) {
      await store.create({ id, ...job });
      await store.start(id, 'r');
      await store.finish(id, 'r', SUCCESS);
    }
    expect((await store.stats()).byStatus.SUCCESS).toBe(3);
    await home.sql(`DELETE FROM jobs WHERE id <> '${jobs[0]?.id ?? ''}'`);
    expect((await store.stats()).byStatus.SUCCESS).toBe(1);
  });
});

describe('the rows that PostgreSQL counts by', () => {
  it('become few, and add up to the same while several fold them and jobs end', async () => {
    const home = await HOMES[1][1]();
    const { store } = await home.open();
    const pool = openPool(home.settings.DATABASE_URL ?? '', { name: 'fold', max: 3, connectMs: 5000 });
    const jobs = Array.from({ length: 60 }, () => newJob());
    await Promise.all(jobs.map((job) => store.create(job)));
    const seen: number[] = [];
    const work = jobs.map(async ({ id }) => {
      await store.start(id, 'r');
      await store.finish(id, 'r', SUCCESS);
    });
    for (let turn = 0; turn < 20; turn++) {
      await Promise.all([
        foldCounts(pool),
        foldCounts(pool),
        store.stats().then(({ total }) => seen.push(total)),
      ]);
    }
    await Promise.all(work);
    await foldCounts(pool);
    expect(seen).toEqual(seen.map(() => 60));
    expect((await store.stats()).byStatus.SUCCESS).toBe(60);
    expect(await home.sql('SELECT owner, plugin, status, error_code, jobs FROM job_counts')).toEqual([
      { owner: '', plugin: 'ocr', status: 'SUCCESS', error_code: '', jobs: 60 },
    ]);
    await home.sql('DELETE FROM jobs');
    await foldCounts(pool);
    expect(await home.sql('SELECT jobs FROM job_counts')).toEqual([]);
    await pool.end();
  });
});
