import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { newInput } from './support/deliveries.js';
import { newJob, openJobs } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

/*
 * A disk whose commits take seconds. That is brought about by another connection that holds the database for so long:
 * to whoever waits for a commit it is the same.
 */

const HELD_MS = 2500;

const HOLDER = `
  const { DatabaseSync } = require('node:sqlite');
  const { parentPort, workerData } = require('node:worker_threads');
  const db = new DatabaseSync(workerData.path);
  db.exec('BEGIN IMMEDIATE');
  parentPort.postMessage('held');
  setTimeout(() => { db.exec('COMMIT'); db.close(); }, workerData.heldMs);
`;

describe('a disk that takes seconds for a commit', () => {
  it('delays who waits for one, and holds up neither readers nor this process', async () => {
    const dataDir = tempFolder();
    const { store, queue, events } = await openJobs(dataDir);
    const [known, job, queued] = [newJob(), newJob(), newJob()];
    await store.create(known);

    const path = join(dataDir, 'jobs.sqlite');
    const holder = new Worker(HOLDER, { eval: true, workerData: { path, heldMs: HELD_MS } });
    const isOver = once(holder, 'exit');
    await once(holder, 'message');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    let written = 0;
    const writes = [
      store.create(job),
      store.start(job.id, 'run'),
      queue.submit(queued, newInput('x'.repeat(1_000_000))),
    ].map((write) => write.then(() => (written += 1)));
    events.report(job.id, 'run', { fraction: 0.5, message: 'half-way' });
    for (let count = 0; count < 20; count++) {
      expect((await store.find(known.id))?.status).toBe('PENDING');
      expect((await store.list({ scope: 'everybody' }, 10, null)).jobs).toHaveLength(1);
    }
    expect({ written, readersWaited: performance.now() - start > HELD_MS }).toEqual({
      written: 0,
      readersWaited: false,
    });
    await Promise.all(writes);
    delay.disable();
    expect(performance.now() - start).toBeGreaterThan(HELD_MS / 2);
    // A wait for the disk on the event loop would last as long as that; a busy machine alone does not.
    expect(delay.max / 1e6).toBeLessThan(HELD_MS / 2);
    process.stdout.write(
      `the event loop stood still for ${(delay.max / 1e6).toFixed(0)} ms at most (p99 ${(delay.percentile(99) / 1e6).toFixed(0)})\n`,
    );
    await isOver;
  });
});
