import type { DatabaseSync } from 'node:sqlite';
import type { JobStore } from '@gatehouse/jobs';
import { FAILED, newJob, openRaw, openStore } from './support/open-store.js';
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

describe('retention', () => {
  it('deletes the oldest finished jobs while the store is used', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 20);
    const ids = await finishJobs(store, 101);
    await drained(store);
    const kept = idsIn(openRaw(dataDir));
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.length).toBeLessThanOrEqual(22); // a tenth of slack
    expect(kept).toEqual(ids.slice(-kept.length));
  });

  it('deletes down to the bound at start, however many there are', async () => {
    const dataDir = tempFolder();
    const before = await openStore(dataDir);
    const ids = await finishJobs(before, 350);
    await before.close();
    const store = await openStore(dataDir, 7);
    await drained(store);
    expect(idsIn(openRaw(dataDir))).toEqual(ids.slice(-7));
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

  it('goes by when a job ended, not by when it was made', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, 1);
    const first = newJob();
    await store.create(first);
    await finishJobs(store, 1);
    const raw = openRaw(dataDir);
    // the two must not end within one millisecond: wait for the clock, not for a time
    for (const ended = Date.now() + 1; Date.now() <= ended;) await store.ping();
    await store.finish(first.id, null, FAILED);
    await drained(store);
    expect(idsIn(raw)).toEqual([first.id]);
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
});
