import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { until } from '../support/until.js';
import { openRaw } from './support/open-store.js';
import { spawnQueueServer } from './support/spawn-job-server.js';
import { tempFolder } from './support/temp-folder.js';
import { Witness } from './support/witness.js';

const settingsOf = (dataDir: string) => ({ DATA_DIR: dataDir, JOB_LEASE_MS: '1000' });

/** How many jobs are not final, whoever was told. */
function countUnfinished(dataDir: string): () => number {
  let raw: DatabaseSync | undefined; // opened when it is first asked, for then there is a table
  return () => {
    raw ??= openRaw(dataDir);
    return Number(raw.prepare('SELECT count(*) AS n FROM jobs WHERE completed_at IS NULL').get()?.['n']);
  };
}

describe('a server with queued jobs that stands still for longer than its leases', () => {
  it('goes on as if nothing had been, and runs no job again', async () => {
    const dataDir = tempFolder();
    const server = spawnQueueServer(settingsOf(dataDir), { submits: 200 });
    const witness = new Witness();
    const life = witness.hear(server);
    const unfinished = countUnfinished(dataDir);
    await until(() => witness.ended.size > 10);
    server.send('SIGSTOP');
    await setTimeout(2500); // the lease is a second
    server.send('SIGCONT');
    await until(() => witness.acknowledged.size === 200 && unfinished() === 0);
    await life.end('SIGTERM');
    expect(witness.endedTwice()).toEqual([]);
    const raw = openRaw(dataDir);
    expect(raw.prepare(`SELECT id FROM jobs WHERE status <> 'SUCCESS' OR attempts > 1`).all()).toEqual([]);
  }, 120_000);
});

describe('a server with queued jobs that is stopped', () => {
  it('ends with 0 and leaves the rest to the next, at once', async () => {
    const dataDir = tempFolder();
    const witness = new Witness();
    const first = witness.hear(spawnQueueServer(settingsOf(dataDir), { submits: 300 }));
    await until(() => witness.ended.size > 10);
    await first.end('SIGTERM');
    expect(witness.acknowledged.size).toBe(300);
    const raw = openRaw(dataDir);
    expect(
      raw.prepare(`SELECT id FROM jobs WHERE status = 'RUNNING' AND leased_until IS NOT NULL`).all(),
    ).toEqual([]);
    const unfinished = countUnfinished(dataDir);
    const next = witness.hear(spawnQueueServer(settingsOf(dataDir), { submits: 0 }));
    await until(() => unfinished() === 0);
    await next.end('SIGTERM');
    expect(raw.prepare(`SELECT id FROM jobs WHERE status <> 'SUCCESS'`).all()).toEqual([]);
    expect(raw.prepare('SELECT id FROM jobs WHERE attempts - handed_back > 1').all()).toEqual([]);
  }, 120_000);
});
