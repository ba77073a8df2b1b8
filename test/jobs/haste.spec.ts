import { commitsInLog } from '../support/commits-in-log.js';
import { newJob, openStore, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

describe('writes that are wanted soon', () => {
  it('share the commit of the next one that is wanted now', async () => {
    const folder = tempFolder();
    const store = await openStore(folder);
    const job = newJob();
    const before = commitsInLog(folder);
    const steps = [
      store.create(job, 'soon'),
      store.start(job.id, 'run', 'soon'),
      store.finish(job.id, 'run', SUCCESS),
    ] as const;
    expect(await Promise.all(steps)).toEqual([undefined, true, true]);
    expect(commitsInLog(folder) - before).toBe(1);
  });

  it('are stored by themselves where nothing follows', async () => {
    const store = await openStore();
    const job = newJob();
    await store.create(job, 'soon');
    expect(await store.find(job.id)).toMatchObject({ status: 'PENDING' });
  });

  it('are stored when the store closes', async () => {
    const folder = tempFolder();
    const store = await openStore(folder);
    const job = newJob();
    const created = store.create(job, 'soon');
    await store.close();
    await created;
    const again = await openStore(folder);
    expect(await again.find(job.id)).toMatchObject({ id: job.id });
  });

  it('keep their order with those that are wanted now', async () => {
    const store = await openStore();
    const jobs = Array.from({ length: 20 }, () => newJob());
    const steps = jobs.flatMap((job, index) => [
      store.create(job, 'soon'),
      store.start(job.id, 'run', index % 2 === 0 ? 'soon' : 'now'),
      store.finish(job.id, 'run', SUCCESS),
    ]);
    expect((await Promise.all(steps)).filter((took) => took === false)).toEqual([]);
  });
});
