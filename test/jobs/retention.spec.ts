import type { DatabaseSync } from 'node:sqlite';
import type { JobStore } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { Deliveries, newInput } from './support/deliveries.js';
import { HOMES, type HomeName, type JobsHome } from './support/job-homes.js';
import { FAILED, newJob, openJobs, openRaw, openStore } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

async function finishJobs(store: JobStore, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const job = newJob();
    ids.push(job.id);
    void store.create(job);
    await store.finish(job.id, null, FAILED);
  }
  return ids;
}

/** Posts more than enough for everything before it, deletions included, to be done. */
async function drained(store: JobStore): Promise<void> {
  for (let round = 0; round < 20; round++) await store.ping();
}

const idsIn = (raw: DatabaseSync): unknown[] =>
  raw
    .prepare('SELECT id FROM jobs ORDER BY id')
    .all()
    .map((row) => row['id']);

async function becomes(home: JobsHome, ids: readonly (string | undefined)[]): Promise<void> {
  const now = async (): Promise<string> =>
    JSON.stringify((await home.sql('SELECT id FROM jobs ORDER BY id')).map(({ id }) => id));
  await until(async () => (await now()) === JSON.stringify(ids));
}

/** The two must not end within one millisecond: waits for the clock, not for a time. */
async function nextMillisecond(store: JobStore): Promise<void> {
  for (const ended = Date.now() + 1; Date.now() <= ended;) await store.ping();
}

/** What keeps a database from deleting jobs, and what ends that. */
const HINDRANCES: Readonly<Record<HomeName, readonly [begin: string, end: string]>> = {
  SQLite: [
    `CREATE TRIGGER keep BEFORE DELETE ON jobs BEGIN SELECT raise(abort, 'not now'); END`,
    'DROP TRIGGER keep',
  ],
  // which a deletion needs
  PostgreSQL: ['ALTER TABLE idempotency_jobs RENAME TO away', 'ALTER TABLE away RENAME TO idempotency_jobs'],
};

describe.each(HOMES)('retention at the start of a server, in %s', (name, newHome) => {
  let home: JobsHome;

  beforeEach(async () => {
    home = await newHome();
  });

  it('deletes down to the bound, however many there are', async () => {
    const { store } = await home.open();
    const ids = await finishJobs(store, 350);
    await store.close();
    await home.open({ retention: { count: 7 } });
    await becomes(home, ids.slice(-7));
  });

  it('never deletes a job that is not final, however old', async () => {
    const { store, queue } = await home.open();
    const [running, pending] = [newJob(), newJob()];
    for (const job of [running, pending]) await queue.submit(job, newInput());
    await new Deliveries(queue).next();
    const ids = await finishJobs(store, 30);
    await store.close();
    await home.open({ retention: { count: 1 } });
    await becomes(home, [running.id, pending.id, ids.at(-1)]);
  });

  it('goes by when a job ended, not by when it was made', async () => {
    const { store, queue } = await home.open();
    const first = newJob();
    await queue.submit(first, newInput());
    await finishJobs(store, 1);
    await nextMillisecond(store);
    await store.finish(first.id, null, FAILED);
    await store.close();
    await home.open({ retention: { count: 1 } });
    await becomes(home, [first.id]);
  });

  it('deletes what is older than JOB_RETENTION_DAYS', async () => {
    const { store } = await home.open();
    const [old, recent] = await finishJobs(store, 2);
    await home.sql('DELETE FROM jobs WHERE id = ?', old ?? '');
    const ancient = newJob();
    const realNow = Date.now;
    Date.now = () => realNow() - 15 * 86_400_000;
    try {
      await store.create(ancient);
      await store.finish(ancient.id, null, FAILED);
    } finally {
      Date.now = realNow;
    }
    await store.close();
    await home.open();
    await becomes(home, [recent]);
  });

  it('harms nobody where it cannot delete, and catches up', async () => {
    const { store } = await home.open();
    const ids = await finishJobs(store, 20);
    await store.close();
    const [begin, end] = HINDRANCES[name];
    await home.sql(begin);
    const hindered = await home.open({ retention: { count: 5 } });
    const more = await finishJobs(hindered.store, 1);
    await drained(hindered.store);
    await becomes(home, [...ids, ...more]);
    await hindered.store.close();
    await home.sql(end);
    await home.open({ retention: { count: 5 } });
    await becomes(home, [...ids.slice(-4), ...more]);
  });
});

// One process alone counts along and acts with every job; of many each looks once in a minute, see shared-retention.spec.
describe('retention while the embedded store is used', () => {
  it('deletes the oldest finished jobs', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 20);
    const ids = await finishJobs(store, 101);
    await drained(store);
    const kept = idsIn(openRaw(dataDir));
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.length).toBeLessThanOrEqual(22); // a tenth of slack
    expect(kept).toEqual(ids.slice(-kept.length));
  });

  it('never deletes a job that is not final, however old', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 1);
    const pending = newJob();
    const running = newJob();
    await store.create(pending);
    await store.create(running);
    await store.start(running.id, 'r');
    const ids = await finishJobs(store, 30);
    await drained(store);
    expect(idsIn(openRaw(dataDir))).toEqual([pending.id, running.id, ids.at(-1)]);
  });

  it('harms nobody where it cannot delete, and catches up', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 5);
    const raw = openRaw(dataDir);
    raw.exec(`CREATE TRIGGER keep BEFORE DELETE ON jobs BEGIN SELECT raise(abort, 'not now'); END`);
    expect(await finishJobs(store, 20)).toHaveLength(20);
    await drained(store);
    expect(idsIn(raw)).toHaveLength(20);
    raw.exec('DROP TRIGGER keep');
    const last = await finishJobs(store, 2);
    await drained(store);
    expect(idsIn(raw).length).toBeLessThanOrEqual(6);
    expect(idsIn(raw)).toContain(last[0]);
  });

  it('stops where there is less to delete than it thought', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 5);
    await finishJobs(store, 5);
    openRaw(dataDir).exec('DELETE FROM jobs');
    const ids = await finishJobs(store, 3);
    await drained(store);
    expect(idsIn(openRaw(dataDir)).length).toBeLessThanOrEqual(3);
    expect(ids).toHaveLength(3);
  });

  it('keeps the database within a tenth of JOB_RETENTION_BYTES, and shrinks one that is larger', async () => {
    const dataDir = tempFolder();
    const megabytes = (count: number): number => count * 1024 * 1024;
    const pages = (): number => {
      const raw = openRaw(dataDir);
      return Number(raw.prepare('PRAGMA page_count').get()?.['page_count']) * 4096;
    };
    const result = { text: 'x'.repeat(20_000) };
    const { store } = await openJobs(dataDir, { retention: { bytes: megabytes(3) } });
    const sizes: number[] = [];
    const ids: string[] = [];
    for (let round = 0; round < 30; round++) {
      await Promise.all(
        Array.from({ length: 10 }, () => {
          const job = newJob();
          ids.push(job.id);
          void store.create(job);
          void store.start(job.id, 'r');
          return store.finish(job.id, 'r', { status: 'SUCCESS', result, executionTimeMs: 1 });
        }),
      );
      await drained(store);
      sizes.push(pages());
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(megabytes(3.3));
    expect(Math.min(...sizes.slice(-5))).toBeGreaterThan(megabytes(2.5));
    const kept = idsIn(openRaw(dataDir));
    expect(kept).toEqual(ids.slice(-kept.length).sort());
    await store.close();

    await openJobs(dataDir, { retention: { bytes: megabytes(1) } });
    await until(() => pages() <= megabytes(1));
  });
});
