import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { newJobId, type JobEvent } from '@gatehouse/jobs';
import { createJobs } from '../../libs/jobs/src/sql/create-jobs.migration.js';
import { guardJobs } from '../../libs/jobs/src/sqlite/guard-jobs.migration.js';
import { asKyselyDatabase } from '../../libs/jobs/src/sqlite/node-sqlite.js';
import { ERROR, newJob, openJobs, openRaw, openStore, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

/** A database as it was before there was a queue. */
async function openOld(dataDir: string): Promise<DatabaseSync> {
  const db = new DatabaseSync(join(dataDir, 'jobs.sqlite'));
  db.exec('PRAGMA journal_mode = WAL');
  const migrations = { '0001-create-jobs': createJobs, '0002-guard-jobs': guardJobs };
  const migrator = new Migrator({
    db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: asKyselyDatabase(db) }) }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  await migrator.migrateToLatest();
  return db;
}

describe('a store that was written before there was a queue', () => {
  it('keeps its jobs, with their error codes and events, and can shrink', async () => {
    const dataDir = tempFolder();
    const [success, failed, running, pending] = Array.from({ length: 4 }, newJobId) as [
      string,
      string,
      string,
      string,
    ]; // as many as were asked for
    const old = await openOld(dataDir);
    const insert = old.prepare(
      `INSERT INTO jobs (id, plugin, status, cancelled, attempts, created_at) VALUES (?, 'ocr', 'PENDING', 0, 0, 1000)`,
    );
    for (const id of [success, failed, running, pending]) insert.run(id);
    old
      .prepare(
        `UPDATE jobs SET status = 'RUNNING', attempts = 1, run_id = 'r', started_at = 2000 WHERE id IN (?, ?)`,
      )
      .run(success, running);
    old
      .prepare(`UPDATE jobs SET status = 'SUCCESS', result = '{}', completed_at = 3000 WHERE id = ?`)
      .run(success);
    old
      .prepare(`UPDATE jobs SET status = 'FAILED', error = ?, completed_at = 4000 WHERE id = ?`)
      .run(JSON.stringify(ERROR), failed);
    old.close();

    const { store, events } = await openJobs(dataDir, { retention: { days: 36_500 } });
    expect(await store.findWithResult(success)).toMatchObject({
      status: 'SUCCESS',
      result: {},
      retryOf: null,
    });
    const found = await store.list({ scope: 'everybody', errorCode: 'PLUGIN_THREW' }, 10, null);
    expect(found.jobs.map(({ id }) => id)).toEqual([failed]);
    for (const id of [running, pending]) {
      expect((await store.findWithResult(id))?.error?.details.code).toBe('WORKER_LOST');
    }
    expect((await store.stats()).byStatus).toEqual({ PENDING: 0, RUNNING: 0, SUCCESS: 1, FAILED: 3 });
    expect((await store.stats()).byErrorCode).toContainEqual({ code: 'PLUGIN_THREW', count: 1 });
    const told = async (id: string): Promise<readonly [number, string][]> => {
      const all: JobEvent[] = [];
      for await (const event of events.follow(id, 0, new AbortController().signal)) all.push(event);
      return all.map(({ sequence, status }) => [sequence, status]);
    };
    expect(await told(success)).toEqual([
      [1, 'PENDING'],
      [2, 'RUNNING'],
      [3, 'SUCCESS'],
    ]);
    expect(await told(failed)).toEqual([
      [1, 'PENDING'],
      [2, 'FAILED'],
    ]);
    expect(await told(running)).toEqual([
      [1, 'PENDING'],
      [2, 'RUNNING'],
      [3, 'FAILED'],
    ]);
    const raw = openRaw(dataDir);
    expect(raw.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
    const guarded = raw.prepare('UPDATE jobs SET attempts = 7 WHERE id = ?');
    expect(() => guarded.run(success)).toThrow('a final one never changes');
    const job = newJob();
    await store.create(job);
    await store.start(job.id, 'r');
    expect(await store.finish(job.id, 'r', SUCCESS)).toBe(true);
  });
});

describe('a store whose file is damaged', () => {
  it('is refused by name, and nothing of it is touched', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir);
    for (let n = 0; n < 200; n++) void store.create(newJob({ requestId: 'x'.repeat(500) }));
    await store.close();
    const file = join(dataDir, 'jobs.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 20_000);
    writeFileSync(file, bytes);
    await expect(openStore(dataDir)).rejects.toThrow(
      /the job store in it, jobs\.sqlite, cannot be opened \(Error: .*(damaged|malformed).*restore the file from a backup, or move every jobs\.sqlite\* file away/s,
    );
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});
