import type { JobStore } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { Deliveries, newInput } from './support/deliveries.js';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { newJob, SUCCESS } from './support/open-store.js';

const HOUR_MS = 3_600_000;
const SHORT = { leases: { leaseMs: 150, maxAttempts: 3 } };
const unavailable: unknown = expect.objectContaining({ code: 'STORE_UNAVAILABLE' });

const realNow = Date.now;

afterEach(() => {
  Date.now = realNow;
});

function setClock(byMs: number): void {
  Date.now = () => realNow() + byMs;
}

/** Until when the jobs at work are held. */
async function heldUntil(home: JobsHome): Promise<unknown> {
  const [row] = await home.sql(`SELECT max(leased_until) AS latest FROM jobs WHERE status = 'RUNNING'`);
  return row?.['latest'];
}

/** Waits until the leases of this process were renewed some times. */
async function renewals(home: JobsHome, times: number): Promise<void> {
  for (let seen: unknown = null, time = 0; time < times; time++) {
    await until(async () => (await heldUntil(home)) !== seen);
    seen = await heldUntil(home);
  }
}

/** Runs something while the database takes no write and gives no answer. */
async function whileAway(home: JobsHome, work: () => Promise<void>): Promise<void> {
  await home.sql('ALTER TABLE jobs RENAME TO jobs_away');
  try {
    await work();
  } finally {
    await home.sql('ALTER TABLE jobs_away RENAME TO jobs');
  }
}

async function becomes(store: JobStore, id: string, status: string): Promise<void> {
  await until(async () => (await store.find(id))?.status === status);
}

describe.each(HOMES)('in %s', (name, newHome) => {
  let home: JobsHome;

  beforeEach(async () => {
    home = await newHome();
  });

  describe('a lease', () => {
    it.each([
      ['set back', -HOUR_MS],
      ['set forward', HOUR_MS],
    ])('lasts as long as its work, also when the clock is %s meanwhile', async (_, byMs) => {
      const { store, queue } = await home.open(SHORT);
      const [queued, waiting, sync] = [newJob(), newJob(), newJob()];
      await queue.submit(queued, newInput());
      const deliveries = new Deliveries(queue, 2);
      const delivery = await deliveries.next();
      await store.create(sync);
      await store.start(sync.id, 'r');
      await renewals(home, 3);
      setClock(byMs);
      await renewals(home, 5);
      await queue.submit(waiting, newInput());
      const second = await deliveries.next();
      expect(second.job.id).toBe(waiting.id);
      expect(await store.finish(queued.id, delivery.runId, SUCCESS)).toBe(true);
      expect(await store.finish(waiting.id, second.runId, SUCCESS)).toBe(true);
      expect(await store.finish(sync.id, 'r', SUCCESS)).toBe(true);
      delivery.settle();
      second.settle();
      expect(deliveries.all.map(({ job }) => job.attempts)).toEqual([1, 1]);
    });

    // In PostgreSQL the queue itself knows who is at what, and the row alone keeps nobody from it.
    it.each([
      ['stays', 0],
      ['is set back', -HOUR_MS],
      ['is set forward', HOUR_MS],
    ])('of nobody ends while the clock %s, and the job is delivered again', async (_, byMs) => {
      const { queue } = await home.open(SHORT);
      const job = newJob();
      await queue.submit(job, newInput());
      // as if an attempt had been begun by a process whose end nobody saw
      await home.sql(
        `UPDATE jobs SET status = 'RUNNING', run_id = 'gone', attempts = 1, started_at = 1, leased_until = ${realNow() + 100}`,
      );
      setClock(byMs);
      expect((await new Deliveries(queue).next()).job).toMatchObject({ id: job.id, attempts: 2 });
    });

    it('that was lost is told to who held it', async () => {
      const { store, queue } = await home.open(SHORT);
      const job = newJob();
      await queue.submit(job, newInput());
      const delivery = await new Deliveries(queue).next();
      await home.sql(`UPDATE jobs SET run_id = 'thief', attempts = 2, leased_until = ${realNow() + HOUR_MS}`);
      await until(() => delivery.signal.aborted);
      expect(await store.finish(job.id, delivery.runId, SUCCESS)).toBe(false);
    });
  });

  describe('a last word that is lost', () => {
    it('leaves no job RUNNING that somebody waited for', async () => {
      const { store } = await home.open(SHORT);
      const [running, pending] = [newJob(), newJob()];
      for (const job of [running, pending]) await store.create(job);
      await store.start(running.id, 'r');
      await whileAway(home, async () => {
        await expect(store.finish(running.id, 'r', SUCCESS)).rejects.toEqual(unavailable);
        await expect(store.start(pending.id, 's')).rejects.toEqual(unavailable);
        await expect(store.finish(pending.id, 's', SUCCESS)).rejects.toEqual(unavailable);
      });
      for (const { id } of [running, pending]) {
        await becomes(store, id, 'FAILED');
        expect((await store.findWithResult(id))?.error?.details.code).toBe('WORKER_LOST');
      }
    });

    it('makes a queued job be delivered again, and counts as an attempt', async () => {
      const { store, queue } = await home.open(SHORT);
      const job = newJob();
      await queue.submit(job, newInput());
      const deliveries = new Deliveries(queue);
      const first = await deliveries.next();
      await whileAway(home, async () => {
        await expect(store.finish(job.id, first.runId, SUCCESS)).rejects.toEqual(unavailable);
        first.settle(new Error('it could not be stored'));
        await new Promise((resolve) => setTimeout(resolve, 100)); // who delivered it looks for it meanwhile
      });
      const second = await deliveries.next();
      expect(second.job).toMatchObject({ id: job.id, attempts: 2 });
      await store.finish(job.id, second.runId, SUCCESS);
      second.settle();
      expect(await store.find(job.id)).toMatchObject({ status: 'SUCCESS' });
      expect(await home.sql('SELECT handed_back FROM jobs')).toEqual([{ handed_back: 0 }]);
    });

    it('of the store itself stops no queue: it goes on when the store is back', async () => {
      const { store, queue } = await home.open(SHORT);
      const job = newJob();
      await queue.submit(job, newInput());
      const deliveries = new Deliveries(queue, 2);
      await deliveries.next();
      await whileAway(home, async () => {
        await expect(queue.submit(newJob(), newInput())).rejects.toEqual(unavailable);
        await expect(store.stats()).rejects.toEqual(unavailable);
      });
      const later = newJob();
      await queue.submit(later, newInput());
      expect((await deliveries.next()).job.id).toBe(later.id);
    });
  });

  // Only one process at a time has DATA_DIR, so only machines that share a database have clocks that differ.
  if (name === 'PostgreSQL') {
    it.each([
      ['behind', -HOUR_MS],
      ['ahead', HOUR_MS],
    ])('a job of a machine whose clock is an hour %s is held as long as any', async (_, byMs) => {
      const leases = { leaseMs: 1000 };
      const [theirs] = [await home.open({ leases }), await home.open({ leases })];
      setClock(byMs);
      const [waiting, running] = [newJob(), newJob()];
      for (const job of [waiting, running]) await theirs.store.create(job);
      await theirs.store.start(running.id, 'r');
      await renewals(home, 3); // by then the other has looked, too
      expect(await theirs.store.find(waiting.id)).toMatchObject({ status: 'PENDING' });
      expect(await theirs.store.find(running.id)).toMatchObject({ status: 'RUNNING' });
      await theirs.store.close();
      const other = (await home.open({ leases })).store;
      for (const { id } of [waiting, running]) await becomes(other, id, 'FAILED');
    });
  }
});
