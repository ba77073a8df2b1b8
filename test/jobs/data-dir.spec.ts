import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { ConfigError } from '@gatehouse/config';
import { newJob, openRaw, openStore } from './support/open-store.js';
import { spawnJobServer, spawnTellingJobServer } from './support/spawn-job-server.js';
import { tempFolder } from './support/temp-folder.js';

const IN_USE = 'another server is using it. Stop that server first, or set DATA_DIR to another folder.';
const NOT_WRITABLE = 'Let this user write there, or set DATA_DIR to another folder.';
const NOBODY = '65534';

async function opening(dataDir: string): Promise<string> {
  const thrown: unknown = await openStore(dataDir).then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ConfigError);
  return String(thrown);
}

/** What a server made sure is on the disk before it was open. */
async function toldUntilOpen(dataDir: string): Promise<readonly string[]> {
  const server = spawnTellingJobServer(dataDir);
  const told: string[] = [];
  for (let line = await server.lines.next(); line.done !== true; line = await server.lines.next()) {
    if (line.value === 'open') break;
    told.push(line.value);
  }
  await server.end('SIGTERM');
  return told;
}

describe('DATA_DIR', () => {
  it('takes one server at a time, and the next when the first is killed', async () => {
    const dataDir = tempFolder();
    const first = spawnJobServer({ DATA_DIR: dataDir });
    expect(await first.lines.next()).toEqual({ done: false, value: 'open' });

    const second = spawnJobServer({ DATA_DIR: dataDir });
    expect(await second.lines.next()).toHaveProperty('done', true);
    expect(await second.complaint).toBe(`DATA_DIR is "${dataDir}"; ${IN_USE}`);
    expect(await opening(dataDir)).toContain(IN_USE);

    await first.end('SIGKILL');
    const third = spawnJobServer({ DATA_DIR: dataDir });
    expect(await third.lines.next()).toEqual({ done: false, value: 'open' });
    await third.end('SIGTERM');
    await expect(openStore(dataDir)).resolves.toBeDefined();
  });

  it('takes one store at a time within a process too, and the next when the first is closed', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir);
    expect(await opening(dataDir)).toContain(IN_USE);
    await store.create(newJob());
    await store.close();
    await expect(openStore(dataDir)).resolves.toBeDefined();
  });

  it('waits for another program that writes to the store in it, as a backup does', async () => {
    const dataDir = tempFolder();
    await (await openStore(dataDir)).close();
    const writing = new Worker(
      `const { DatabaseSync } = require('node:sqlite');
       const { parentPort, workerData } = require('node:worker_threads');
       const db = new DatabaseSync(workerData);
       db.exec('BEGIN IMMEDIATE');
       parentPort.postMessage('writing');
       setTimeout(() => db.exec('COMMIT'), 500);`,
      { eval: true, workerData: join(dataDir, 'jobs.sqlite') },
    );
    const exited = once(writing, 'exit');
    await once(writing, 'message');
    await expect(openStore(dataDir)).resolves.toBeDefined();
    await exited;
  });

  it('holds two files while nobody uses it', async () => {
    const dataDir = tempFolder();
    await (await openStore(dataDir)).close();
    expect(readdirSync(dataDir).sort()).toEqual(['gatehouse.lock', 'inputs', 'jobs.sqlite']);
  });

  it('and the folders that were made for it are on the disk before it is used', async () => {
    const there = tempFolder();
    const dataDir = join(there, 'a', 'b', 'data');
    const made = [there, join(there, 'a'), join(there, 'a', 'b')].map((folder) => `synced ${folder}`);
    expect(await toldUntilOpen(dataDir)).toEqual(expect.arrayContaining(made));
    // it may have been made a moment ago, by hand or by a process that was killed
    expect(await toldUntilOpen(dataDir)).toContain(`synced ${join(there, 'a', 'b')}`);
  });

  it('is named where it cannot be made', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const sentence = await opening(join(file, 'data'));
    expect(sentence).toContain(`DATA_DIR is "${join(file, 'data')}"; it cannot be written (Error: ENOTDIR`);
    expect(sentence).toContain(NOT_WRITABLE);
  });

  it('is named where this user may not write in it', async () => {
    const dataDir = tempFolder();
    chmodSync(dataDir, 0o555);
    // root may write everywhere, so whoever runs this as root tries it as somebody else
    const server =
      process.getuid?.() === 0
        ? spawnJobServer({ DATA_DIR: dataDir }, 'hold', NOBODY)
        : spawnJobServer({ DATA_DIR: dataDir });
    expect(await server.lines.next()).toHaveProperty('done', true);
    expect(await server.complaint).toContain(`DATA_DIR is "${dataDir}"; it cannot be written (`);
    expect(await server.complaint).toContain(NOT_WRITABLE);
  });

  it('is named where the store in it cannot be made, and is free again', async () => {
    const dataDir = tempFolder();
    mkdirSync(join(dataDir, 'jobs.sqlite'));
    expect(await opening(dataDir)).toContain(NOT_WRITABLE);
    expect(await opening(dataDir)).not.toContain(IN_USE);
  });

  it('is named where the store in it is no database, which is left as it is', async () => {
    const dataDir = tempFolder();
    writeFileSync(join(dataDir, 'jobs.sqlite'), 'this is not a database, but somebody may want it');
    const sentence = await opening(dataDir);
    expect(sentence).toContain('jobs.sqlite, cannot be opened (Error: file is not a database)');
    expect(sentence).toContain('move every jobs.sqlite* file away');
  });

  it('is named where a newer version wrote the store in it', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir);
    openRaw(dataDir).exec(
      `INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`,
    );
    await store.close();
    const sentence = await opening(dataDir);
    expect(sentence).toContain('previously executed migration 9999-from-the-future is missing');
    expect(sentence).toContain('If a newer version of this server wrote it, run that version');
  });

  it('is named where the store in it lacks its table, and is free again', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir);
    openRaw(dataDir).exec('ALTER TABLE jobs RENAME TO jobs_away');
    await store.close();
    expect(await opening(dataDir)).toContain('no such table: jobs');
    expect(await opening(dataDir)).not.toContain(IN_USE);
  });

  it('keeps the store as it was where its schema cannot be brought up to date', async () => {
    const dataDir = tempFolder();
    const file = join(dataDir, 'jobs.sqlite');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE decoy (id); CREATE INDEX jobs_by_completion ON decoy (id)'); // a name the schema needs
    db.close();
    expect(await opening(dataDir)).toContain('jobs_by_completion already exists');
    const after = new DatabaseSync(file);
    const names = after.prepare('SELECT name FROM sqlite_schema').all();
    after.close();
    expect(names.map((row) => row['name']).sort()).toEqual(['decoy', 'jobs_by_completion']);
  });
});
