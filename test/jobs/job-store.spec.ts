import { rmSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@gatehouse/contracts';
import { newJobId, type JobStore } from '@gatehouse/jobs';
import { HOMES } from './support/job-homes.js';
import { ERROR, FAILED, newJob, openStore, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe.each(HOMES)('the job store in %s', (_name, newHome) => {
  const openStore = async (): Promise<JobStore> => (await (await newHome()).open()).store;

  it('keeps a job from its making to its result', async () => {
    const store = await openStore();
    const job = newJob({ plugin: 'barcode', requestId: 'r-1', owner: 'key-1' });
    const before = Date.now();
    await store.create(job);
    const pending = await store.find(job.id);
    expect(pending).toEqual({
      id: job.id,
      plugin: 'barcode',
      owner: 'key-1',
      retryOf: null,
      status: 'PENDING',
      cancelled: false,
      attempts: 0,
      progress: null,
      createdAt: expect.any(Date) as Date, // jest types matchers as any
      startedAt: null,
      completedAt: null,
      executionTimeMs: null,
    });
    expect(pending?.createdAt.getTime()).toBeGreaterThanOrEqual(before);

    expect(await store.start(job.id, 'run-1')).toBe(true);
    expect(await store.findWithResult(job.id)).toMatchObject({
      status: 'RUNNING',
      attempts: 1,
      result: null,
      error: null,
    });

    expect(await store.finish(job.id, 'run-1', SUCCESS)).toBe(true);
    const done = await store.findWithResult(job.id);
    expect(done).toMatchObject({ status: 'SUCCESS', cancelled: false, executionTimeMs: 12.5 });
    expect(done).toMatchObject({ result: { text: 'ok' }, error: null });
    expect(done?.startedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(done?.completedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(await store.find(job.id)).not.toHaveProperty('result');
  });

  it('keeps why a job failed, and that it was cancelled', async () => {
    const store = await openStore();
    const failed = newJob();
    const cancelled = newJob();
    await Promise.all([store.create(failed), store.create(cancelled), store.start(failed.id, 'r')]);
    expect(await store.finish(failed.id, 'r', FAILED)).toBe(true);
    expect(await store.findWithResult(failed.id)).toMatchObject({
      status: 'FAILED',
      error: ERROR,
      result: null,
    });
    const byHand = { status: 'FAILED', error: ERROR, cancelled: true, executionTimeMs: null } as const;
    expect(await store.finish(cancelled.id, null, byHand)).toBe(true);
    expect(await store.find(cancelled.id)).toMatchObject({
      cancelled: true,
      attempts: 0,
      executionTimeMs: null,
    });
  });

  it('takes writes in the order of the calls, so only the last needs awaiting', async () => {
    const store = await openStore();
    const jobs = Array.from({ length: 300 }, () => newJob());
    const finished = await Promise.all(
      jobs.map(({ id, plugin }) => {
        void store.create({ id, plugin, requestId: null, owner: null });
        void store.start(id, `run of ${id}`);
        return store.finish(id, `run of ${id}`, SUCCESS);
      }),
    );
    expect(finished.filter((tookEffect) => !tookEffect)).toEqual([]);
    const stored = await Promise.all(jobs.map(({ id }) => store.find(id)));
    expect(stored.filter((job) => job?.status !== 'SUCCESS')).toEqual([]);
  });

  it('lets exactly one of many start a job, and only that one finish it', async () => {
    const store = await openStore();
    const job = newJob();
    await store.create(job);
    const runs = Array.from({ length: 50 }, (_, index) => `run-${index}`);
    const started = await Promise.all(runs.map((run) => store.start(job.id, run)));
    expect(started.filter(Boolean)).toHaveLength(1);
    const owner = runs[started.indexOf(true)];
    const finished = await Promise.all(runs.map((run) => store.finish(job.id, run, SUCCESS)));
    expect(runs.filter((_, index) => finished[index])).toEqual([owner]);
    expect(await store.find(job.id)).toMatchObject({ attempts: 1 });
  });

  it.each<[string, JsonObject]>([
    ['NUL and other control characters', { 'a\0b': 'x\0y\u0001\u001f\r\n' }],
    ['lone surrogates and emoji', { text: '\ud800 🙂 \udc00' }],
    [
      'keys that JavaScript treats specially',
      JSON.parse('{"__proto__":{"x":1},"constructor":2}') as JsonObject,
    ], // JSON text of an object
    ['numbers at their limits', { n: [0, -1, 1e308, 5e-324, Number.MAX_SAFE_INTEGER, 0.1] }],
    ['nesting', { a: [{ b: [[null, true, false, '']] }] }],
    ['nothing', {}],
  ])('gives back %s as they were', async (_, result) => {
    const store = await openStore();
    const job = newJob({ plugin: 'p q' });
    void store.create(job);
    void store.start(job.id, 'r');
    await store.finish(job.id, 'r', { status: 'SUCCESS', result, executionTimeMs: 1 });
    const found = await store.findWithResult(job.id);
    expect(JSON.stringify(found?.result)).toBe(JSON.stringify(result));
    expect(found?.plugin).toBe('p q');
  });

  it('keeps results of eight megabytes, several at once', async () => {
    const store = await openStore();
    const text = 'ä"\0'.repeat(900_000);
    const jobs = Array.from({ length: 4 }, () => newJob());
    await Promise.all(
      jobs.map((job) => {
        void store.create(job);
        void store.start(job.id, 'r');
        return store.finish(job.id, 'r', { status: 'SUCCESS', result: { text }, executionTimeMs: 1 });
      }),
    );
    for (const { id } of jobs) expect((await store.findWithResult(id))?.result?.['text'] === text).toBe(true);
  });

  it('knows nothing of ids it was never given', async () => {
    const store = await openStore();
    expect(await store.find(newJobId())).toBeNull();
    expect(await store.findWithResult(newJobId())).toBeNull();
    expect(await store.start(newJobId(), 'r')).toBe(false);
    expect(await store.finish(newJobId(), 'r', SUCCESS)).toBe(false);
    expect(await store.finish(newJobId(), null, FAILED)).toBe(false);
  });

  it('refuses an id that was used before, which no error code of the catalogue speaks of', async () => {
    const store = await openStore();
    const job = newJob();
    await store.create(job);
    await expect(store.create({ ...job, plugin: 'other' })).rejects.toThrow('a job begins once, as PENDING');
    expect(await store.find(job.id)).toMatchObject({ plugin: 'ocr' });
  });

  it('rejects, and does not throw, where a result is no JSON', async () => {
    const store = await openStore();
    const job = newJob();
    void store.create(job);
    void store.start(job.id, 'r');
    const result = { n: 1n } as unknown as JsonObject; // what the types forbid and a defect might still hand over
    const finishing = store.finish(job.id, 'r', { status: 'SUCCESS', result, executionTimeMs: 1 });
    await expect(finishing).rejects.toThrow('BigInt');
    expect(await store.finish(job.id, 'r', FAILED)).toBe(true);
  });

  it('says STORE_UNAVAILABLE to everything once it is closed, and may be closed again', async () => {
    const store = await openStore();
    const job = newJob();
    const created = store.create(job);
    await store.close();
    await expect(created).resolves.toBeUndefined();
    await expect(store.create(newJob())).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.finish(job.id, null, FAILED)).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.find(job.id)).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.ping()).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('stores everything that was posted before it was closed', async () => {
    const home = await newHome();
    const { store } = await home.open();
    const jobs = Array.from({ length: 700 }, () => newJob());
    for (const job of jobs) {
      void store.create(job);
      void store.finish(job.id, null, FAILED);
    }
    await store.close();
    const { store: reopened } = await home.open();
    const found = await Promise.all(jobs.map(({ id }) => reopened.findWithResult(id)));
    expect(found.filter((job) => job?.error?.message !== 'kaboom')).toEqual([]);
  });

  it('answers a ping while all is well', async () => {
    const store = await openStore();
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('says STORE_UNAVAILABLE while its database cannot be read or written', async () => {
    const home = await newHome();
    const { store } = await home.open();
    await home.sql('ALTER TABLE jobs RENAME TO jobs_away');
    await expect(store.create(newJob())).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.find(newJobId())).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await expect(store.ping()).rejects.toEqual(code('STORE_UNAVAILABLE'));
    await home.sql('ALTER TABLE jobs_away RENAME TO jobs');
    await expect(store.create(newJob())).resolves.toBeUndefined();
  });
});

describe('the job store in SQLite', () => {
  it('answers no ping once its file was deleted or replaced, and answers again when it is back', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir);
    const file = join(dataDir, 'jobs.sqlite');
    renameSync(file, `${file}.away`);
    await expect(store.ping()).rejects.toEqual(code('STORE_UNAVAILABLE'));
    writeFileSync(file, '');
    await expect(store.ping()).rejects.toEqual(code('STORE_UNAVAILABLE'));
    rmSync(file);
    renameSync(`${file}.away`, file);
    await expect(store.ping()).resolves.toBeUndefined();
  });
});
