import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobQueue, JobStore } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { Deliveries, newInput } from './support/deliveries.js';
import { HOMES } from './support/job-homes.js';
import { FAILED, newJob, openJobs, openRaw } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const imagesIn = (dataDir: string): readonly string[] => readdirSync(join(dataDir, 'inputs')).sort();

/** Lets jobs fail, one after the other. */
async function fail(queue: JobQueue, store: JobStore, count: number, image: string): Promise<string[]> {
  const deliveries = new Deliveries(queue);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const job = newJob();
    ids.push(job.id);
    await queue.submit(job, newInput(image));
    const delivery = await deliveries.next();
    await store.finish(job.id, delivery.runId, FAILED);
    delivery.settle();
  }
  return ids;
}

describe.each(HOMES)('the images of jobs that failed, in %s', (_name, newHome) => {
  it('are kept up to a quarter of JOB_QUEUE_BYTES, the newest', async () => {
    const home = await newHome();
    const { store, queue } = await home.open({ queue: { maxBytes: 4000 } });
    const ids = await fail(queue, store, 9, 'x'.repeat(250));
    await until(async () => (await home.images()).length === 4);
    expect(await home.images()).toEqual(ids.slice(-4));
    const rows = await home.sql('SELECT job_id FROM job_inputs ORDER BY job_id');
    expect(rows.map((row) => row['job_id'])).toEqual(ids.slice(-4));
    expect(await queue.resubmit(ids[0] ?? '', newJob())).toBe(false);
    expect(await store.find(ids[0] ?? '')).toMatchObject({ status: 'FAILED' });
  });

  it('are kept up to that also where others kept them, and those of jobs that wait stay', async () => {
    const home = await newHome();
    const before = await home.open();
    const ids = await fail(before.queue, before.store, 9, 'x'.repeat(250));
    await before.queue.stop(0);
    const waiting = newJob();
    await before.queue.submit(waiting, newInput('x'.repeat(2000)));
    await before.store.close();
    await home.open({ queue: { maxBytes: 4000 } });
    await until(async () => (await home.images()).length === 5);
    expect(await home.images()).toEqual([...ids.slice(-4), waiting.id]);
  });

  it('are kept up to JOB_QUEUE_MAX', async () => {
    const home = await newHome();
    const before = await home.open();
    const ids = await fail(before.queue, before.store, 5, 'x');
    await before.store.close();
    await home.open({ queue: { maxJobs: 3 } });
    await until(async () => (await home.images()).length === 3);
    expect(await home.images()).toEqual(ids.slice(-3));
  });

  it('go with their jobs when the history is cut', async () => {
    const home = await newHome();
    const before = await home.open();
    const ids = await fail(before.queue, before.store, 5, 'x');
    await before.store.close();
    const shorter = await home.open({ retention: { count: 2 } });
    await until(async () => (await home.sql('SELECT id FROM jobs')).length === 2);
    await shorter.store.close();
    await home.open();
    expect(await home.images()).toEqual(ids.slice(-2));
  });

  it('make no other job once somebody took them away', async () => {
    const home = await newHome();
    const { store, queue } = await home.open();
    const [id = ''] = await fail(queue, store, 1, 'x');
    await home.spoilImage(id, 'gone');
    const job = newJob();
    expect(await queue.resubmit(id, job)).toBe(false);
    expect(await store.find(job.id)).toBeNull();
  });
});

// In PostgreSQL they are rows of the same transaction: none is without its job, and there is nothing to flush.
describe('the files of images of queued jobs', () => {
  it('are for nobody else to read', async () => {
    const dataDir = tempFolder();
    const { queue } = await openJobs(dataDir);
    const job = newJob();
    await queue.submit(job, newInput());
    expect(statSync(join(dataDir, 'inputs')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'inputs', job.id)).mode & 0o777).toBe(0o600);
  });

  it('are removed at start where no job speaks of them, and only those', async () => {
    const dataDir = tempFolder();
    const before = await openJobs(dataDir);
    const job = newJob();
    await before.queue.submit(job, newInput());
    await before.store.close();
    for (let n = 0; n < 1200; n++) writeFileSync(join(dataDir, 'inputs', `orphan-${n}`), 'x');
    await openJobs(dataDir);
    expect(imagesIn(dataDir)).toEqual([job.id]);
  });

  it('and their entries in the folder are on the disk before their jobs are there', async () => {
    const dataDir = tempFolder();
    const { queue, store } = await openJobs(dataDir);
    const raw = openRaw(dataDir);
    const isThere = (id: string): boolean =>
      raw.prepare('SELECT 1 FROM jobs WHERE id = ?').get(id) !== undefined;
    const handle = await open(dataDir, 'r');
    const prototype = Object.getPrototypeOf(handle) as typeof handle; // every file handle's
    await handle.close();
    const realSync = Reflect.get<typeof handle, 'sync'>(prototype, 'sync');
    const syncs: (() => void)[] = [];
    prototype.sync = function (this: typeof handle) {
      return new Promise((resolve, reject) => {
        syncs.push(() => {
          realSync.call(this).then(resolve, reject);
        });
      });
    };
    try {
      const job = newJob();
      const submitted = queue.submit(job, newInput());
      for (const part of ['the file', 'the folder']) {
        await until(() => syncs.length > 0);
        await store.create(newJob()); // by then a row that was sent before would have been written
        expect([part, isThere(job.id)]).toEqual([part, false]);
        syncs.shift()?.();
      }
      await submitted;
      expect(isThere(job.id)).toBe(true);
    } finally {
      prototype.sync = realSync;
    }
  });

  it('that cannot be written make no job, and leave nothing behind', async () => {
    const dataDir = tempFolder();
    const { queue, store } = await openJobs(dataDir);
    rmSync(join(dataDir, 'inputs'), { recursive: true });
    const job = newJob();
    await expect(queue.submit(job, newInput())).rejects.toEqual(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE' }),
    );
    expect(await store.find(job.id)).toBeNull();
    mkdirSync(join(dataDir, 'inputs'));
    await expect(queue.submit(job, newInput())).resolves.toBeUndefined();
  });
});
