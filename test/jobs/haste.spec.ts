import { commitsInLog } from '../support/commits-in-log.js';
import { HOMES, type HomeName, type JobsHome } from './support/job-homes.js';
import { newJob, SUCCESS } from './support/open-store.js';

/** In how many commits all that is stored about a job since the home was opened was written. */
const COMMITS: Readonly<Record<HomeName, (home: JobsHome) => Promise<() => Promise<number>>>> = {
  SQLite: async ({ settings: { DATA_DIR: folder = '' } }) => {
    const before = commitsInLog(folder);
    return Promise.resolve(() => Promise.resolve(commitsInLog(folder) - before));
  },
  // each event and the job itself name the transaction that wrote them
  PostgreSQL: (home) =>
    Promise.resolve(async () => {
      const writers = 'select xmin::text from jobs union select xmin::text from job_events';
      return (await home.sql(writers)).length;
    }),
};

describe.each(HOMES)('writes to %s that are wanted soon', (name, newHome) => {
  it('share the commit of the next one that is wanted now', async () => {
    const home = await newHome();
    const { store } = await home.open();
    const job = newJob();
    const commits = await COMMITS[name](home);
    const steps = [
      store.create(job, 'soon'),
      store.start(job.id, 'run', 'soon'),
      store.finish(job.id, 'run', SUCCESS),
    ] as const;
    expect(await Promise.all(steps)).toEqual([undefined, true, true]);
    expect(await commits()).toBe(1);
  });

  it('are stored by themselves where nothing follows', async () => {
    const { store } = await (await newHome()).open();
    const job = newJob();
    await store.create(job, 'soon');
    expect(await store.find(job.id)).toMatchObject({ status: 'PENDING' });
  });

  it('are stored when the store closes', async () => {
    const home = await newHome();
    const { store } = await home.open();
    const job = newJob();
    const created = store.create(job, 'soon');
    await store.close();
    await created;
    const { store: again } = await home.open();
    expect(await again.find(job.id)).toMatchObject({ id: job.id });
  });

  it('keep their order with those that are wanted now', async () => {
    const { store } = await (await newHome()).open();
    const jobs = Array.from({ length: 20 }, () => newJob());
    const steps = jobs.flatMap((job, index) => [
      store.create(job, 'soon'),
      store.start(job.id, 'run', index % 2 === 0 ? 'soon' : 'now'),
      store.finish(job.id, 'run', SUCCESS),
    ]);
    expect((await Promise.all(steps)).filter((took) => took === false)).toEqual([]);
  });
});
