import type { Worker } from 'node:worker_threads';
import { newJob, openStore, SUCCESS } from './support/open-store.js';

describe('the thread that reads', () => {
  it('may die: what it had not answered fails, and the next question is answered', async () => {
    const threads: Worker[] = [];
    const remember = (worker: Worker): void => void threads.push(worker);
    process.on('worker', remember);
    try {
      const store = await openStore();
      const job = newJob();
      await store.create(job);
      await store.start(job.id, 'r');
      await store.finish(job.id, 'r', SUCCESS);
      await store.stats();
      const reader = threads.at(-1); // the writer was there before
      const asked = store.stats();
      const terminated = reader?.terminate();
      await asked.catch((thrown: unknown) => {
        expect(thrown).toEqual(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
      });
      await terminated;
      expect((await store.stats()).total).toBe(1);
      expect(await store.findWithResult(job.id)).toMatchObject({ status: 'SUCCESS' });
    } finally {
      process.off('worker', remember);
    }
  });

  it('is not asked once the store is closed', async () => {
    const store = await openStore();
    await store.stats();
    await store.close();
    await expect(store.stats()).rejects.toEqual(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  });
});
