import { newJobId, type JobEvent } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { Deliveries, newInput } from './support/deliveries.js';
import { HOMES } from './support/job-homes.js';
import { ERROR, FAILED, newJob, SUCCESS } from './support/open-store.js';

const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const forever = new AbortController().signal;

async function eventsOf(events: AsyncIterable<JobEvent>): Promise<readonly JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe.each(HOMES)('in %s', (_name, newHome) => {
  describe('the queue', () => {
    it('delivers a job with all it was submitted with, and drops its image when it is done', async () => {
      const home = await newHome();
      const { store, queue } = await home.open();
      const job = newJob({ plugin: 'barcode', requestId: 'r-1', owner: 'key-1' });
      await queue.submit(job, newInput('the image'));
      expect(await store.find(job.id)).toMatchObject({ status: 'PENDING', attempts: 0 });
      expect(await home.images()).toEqual([job.id]);

      const delivery = await new Deliveries(queue).next();
      expect(delivery.job).toEqual(await store.find(job.id));
      expect(delivery.job).toMatchObject({
        status: 'RUNNING',
        attempts: 1,
        plugin: 'barcode',
        owner: 'key-1',
      });
      expect(delivery.requestId).toBe('r-1');
      expect(delivery.input).toMatchObject({ mimeType: 'image/png', options: { n: 1 } });
      expect(Buffer.from(delivery.input.image).toString()).toBe('the image');

      expect(await store.finish(job.id, delivery.runId, SUCCESS)).toBe(true);
      delivery.settle();
      expect(await store.findWithResult(job.id)).toMatchObject({ status: 'SUCCESS', result: { text: 'ok' } });
      await until(async () => (await home.images()).length === 0);
      expect(await home.sql('select * from job_inputs')).toEqual([]);
      expect(delivery.signal.aborted).toBe(false);
    });

    it.each([1, 3])('delivers the oldest first, and no more than %d at once', async (concurrency) => {
      const { store, queue } = await (await newHome()).open();
      const jobs = Array.from({ length: 20 }, () => newJob());
      for (const job of jobs) await queue.submit(job, newInput());
      const deliveries = new Deliveries(queue, concurrency);
      for (const [index] of jobs.entries()) {
        const delivery = await deliveries.next();
        const place = jobs.findIndex(({ id }) => id === delivery.job.id);
        expect(Math.abs(place - index)).toBeLessThan(concurrency); // those taken together may overtake one another
        const running = await store.list({ scope: 'everybody', status: 'RUNNING' }, 100, null);
        expect(running.jobs.length).toBeLessThanOrEqual(concurrency);
        await store.finish(delivery.job.id, delivery.runId, SUCCESS);
        delivery.settle();
      }
    });

    it('delivers what is submitted while it waits', async () => {
      const { queue } = await (await newHome()).open();
      const next = new Deliveries(queue).next();
      const job = newJob();
      await queue.submit(job, newInput());
      expect((await next).job.id).toBe(job.id);
    });

    it('refuses more jobs and more bytes than there is room for, and takes them again when there is', async () => {
      const home = await newHome();
      const { store, queue } = await home.open({ queue: { maxJobs: 3, maxBytes: 100 } });
      const first = newJob();
      await queue.submit(first, newInput('x'.repeat(90)));
      await expect(queue.submit(newJob(), newInput('x'.repeat(11)))).rejects.toEqual(code('QUEUE_FULL'));
      await queue.submit(newJob(), newInput('x'.repeat(10)));
      await queue.submit(newJob(), newInput(''));
      await expect(queue.submit(newJob(), newInput(''))).rejects.toEqual(
        expect.objectContaining({ code: 'QUEUE_FULL', retryAfterMs: 5000 }),
      );
      expect(await home.images()).toHaveLength(3);
      await store.cancel(first.id, ERROR);
      await expect(queue.submit(newJob(), newInput('x'.repeat(90)))).resolves.toBeUndefined();
    });

    it('knows after a restart what is in it', async () => {
      const home = await newHome();
      const options = { queue: { maxJobs: 2 } };
      const before = await home.open(options);
      const jobs = [newJob(), newJob()];
      for (const job of jobs) await before.queue.submit(job, newInput(job.id));
      await before.store.close();
      const { queue } = await home.open(options);
      await expect(queue.submit(newJob(), newInput())).rejects.toEqual(code('QUEUE_FULL'));
      const delivery = await new Deliveries(queue).next();
      expect(Buffer.from(delivery.input.image).toString()).toBe(jobs[0]?.id);
    });

    it('takes no id twice, and leaves the job that had it alone', async () => {
      const home = await newHome();
      const { store, queue } = await home.open();
      const waiting = newJob();
      await queue.submit(waiting, newInput('first'));
      await expect(queue.submit(waiting, newInput('second'))).rejects.toThrow(
        /in the queue already|a job begins once/,
      );
      const sync = newJob();
      await store.create(sync);
      await expect(queue.submit(sync, newInput())).rejects.toThrow('a job begins once');
      await until(async () => (await home.images()).length === 1);
      const delivery = await new Deliveries(queue).next();
      expect(Buffer.from(delivery.input.image).toString()).toBe('first');
    });

    it('fails a job whose image somebody changed or took away', async () => {
      const home = await newHome();
      const { store, queue } = await home.open();
      const jobs = [newJob(), newJob()] as const;
      for (const job of jobs) await queue.submit(job, newInput());
      await home.spoilImage(jobs[0].id, 'longer');
      await home.spoilImage(jobs[1].id, 'gone');
      const deliveries = new Deliveries(queue);
      for (const { id } of jobs) {
        await until(async () => (await store.find(id))?.status === 'FAILED');
        expect((await store.findWithResult(id))?.error?.details.code).toBe('JOB_INPUT_LOST');
      }
      expect(deliveries.all).toEqual([]);
    });
  });

  describe('a delivery', () => {
    it('that resolves without an end is delivered again, and was no attempt that counts', async () => {
      const { store, queue } = await (await newHome()).open({ leases: { maxAttempts: 1 } });
      const job = newJob();
      await queue.submit(job, newInput());
      const deliveries = new Deliveries(queue);
      const first = await deliveries.next();
      first.settle();
      const second = await deliveries.next();
      expect(second.job).toMatchObject({ id: job.id, attempts: 2 });
      expect(await store.finish(job.id, first.runId, SUCCESS)).toBe(false);
      expect(await store.finish(job.id, second.runId, SUCCESS)).toBe(true);
      second.settle();
    });

    it('that rejects is an attempt; after the last the job is FAILED with WORKER_LOST', async () => {
      const { store, queue } = await (await newHome()).open({ leases: { maxAttempts: 2, leaseMs: 1000 } });
      const job = newJob({ requestId: 'r-1' });
      await queue.submit(job, newInput());
      const deliveries = new Deliveries(queue);
      for (const attempts of [1, 2]) {
        const delivery = await deliveries.next();
        expect(delivery.job.attempts).toBe(attempts);
        delivery.settle(new Error('cannot'));
      }
      await until(async () => (await store.find(job.id))?.status === 'FAILED');
      expect(await store.findWithResult(job.id)).toMatchObject({
        attempts: 2,
        error: { details: { code: 'WORKER_LOST', request_id: 'r-1', job_id: job.id } },
      });
      expect(deliveries.all).toHaveLength(2);
    });

    it('is aborted when its job is cancelled, and nothing it says counts', async () => {
      const home = await newHome();
      const { store, queue } = await home.open();
      const job = newJob();
      await queue.submit(job, newInput());
      const delivery = await new Deliveries(queue).next();
      expect(await store.cancel(job.id, ERROR)).toBe(true);
      expect(delivery.signal.aborted).toBe(true);
      expect(await store.finish(job.id, delivery.runId, SUCCESS)).toBe(false);
      expect(await store.findWithResult(job.id)).toMatchObject({
        status: 'FAILED',
        cancelled: true,
        error: ERROR,
      });
      await until(async () => (await home.images()).length === 0);
      expect(await store.cancel(job.id, ERROR)).toBe(false);
      expect(await store.cancel(newJobId(), ERROR)).toBe(false);
    });

    it('never comes of a job that was cancelled while it waited', async () => {
      const { store, queue } = await (await newHome()).open();
      const [cancelled, other] = [newJob(), newJob()];
      await queue.submit(cancelled, newInput());
      await queue.submit(other, newInput());
      await store.cancel(cancelled.id, ERROR);
      expect((await new Deliveries(queue).next()).job.id).toBe(other.id);
    });
  });

  describe('a queue that stops', () => {
    it('waits for what is at work', async () => {
      const { store, queue } = await (await newHome()).open();
      const job = newJob();
      await queue.submit(job, newInput());
      await queue.submit(newJob(), newInput());
      const deliveries = new Deliveries(queue);
      const delivery = await deliveries.next();
      const stopped = queue.stop(60_000);
      await store.finish(job.id, delivery.runId, SUCCESS);
      delivery.settle();
      await stopped;
      expect(await store.find(job.id)).toMatchObject({ status: 'SUCCESS' });
      expect(deliveries.all).toHaveLength(1);
    });

    it('hands back what takes too long: aborted, delivered at once by the next, and not counted', async () => {
      const home = await newHome();
      const options = { leases: { maxAttempts: 1 } };
      const before = await home.open(options);
      const job = newJob();
      await before.queue.submit(job, newInput());
      const delivery = await new Deliveries(before.queue).next();
      await before.queue.stop(0);
      expect(delivery.signal.aborted).toBe(true);
      expect(await before.store.finish(job.id, delivery.runId, SUCCESS)).toBe(false);
      delivery.settle(new Error('killed'));
      await before.store.close();

      const { store, queue } = await home.open(options);
      expect(await store.find(job.id)).toMatchObject({ status: 'RUNNING', attempts: 1 });
      const again = await new Deliveries(queue).next();
      expect(again.job).toMatchObject({ id: job.id, attempts: 2 });
      expect(await store.finish(job.id, again.runId, SUCCESS)).toBe(true);
      again.settle();
    });
  });

  describe('a job that failed', () => {
    it('keeps its image, and a new job can be made from it, time and again', async () => {
      const home = await newHome();
      const { store, queue } = await home.open();
      const old = newJob();
      await queue.submit(old, newInput('kept'));
      const deliveries = new Deliveries(queue);
      const delivery = await deliveries.next();
      await store.finish(old.id, delivery.runId, FAILED);
      delivery.settle();
      for (let time = 0; time < 2; time++) {
        const job = newJob();
        expect(await queue.resubmit(old.id, job)).toBe(true);
        const again = await deliveries.next();
        expect(again.job).toMatchObject({ id: job.id, retryOf: old.id, attempts: 1 });
        expect(Buffer.from(again.input.image).toString()).toBe('kept');
        await store.finish(job.id, again.runId, SUCCESS);
        again.settle();
      }
      expect(await store.erase(old.id)).toBe(true);
      await until(async () => !(await home.images()).includes(old.id));
      expect(await queue.resubmit(old.id, newJob())).toBe(false);
    });

    it('that never was in the queue has no image', async () => {
      const { store, queue } = await (await newHome()).open();
      const job = newJob();
      await store.create(job);
      await store.finish(job.id, null, FAILED);
      expect(await queue.resubmit(job.id, newJob())).toBe(false);
    });
  });

  describe('the events of a job', () => {
    it('tell every state it came into, and progress, and end with the last', async () => {
      const { store, queue, events } = await (await newHome()).open();
      const job = newJob();
      await queue.submit(job, newInput());
      const following = eventsOf(events.follow(job.id, 0, forever));
      const delivery = await new Deliveries(queue).next();
      events.report(job.id, delivery.runId, { fraction: 0.1, message: 'begun' });
      for (let n = 2; n < 10; n++)
        events.report(job.id, delivery.runId, { fraction: n / 10, message: `step ${n}` });
      events.report(job.id, 'another run', { fraction: 1, message: 'forged' });
      await store.finish(job.id, delivery.runId, SUCCESS);
      delivery.settle();
      const all = await following;
      expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(all.map(({ status, progress, attempt }) => [status, attempt, progress?.message])).toEqual([
        ['PENDING', 0, undefined],
        ['RUNNING', 1, undefined],
        ['RUNNING', 1, 'begun'],
        ['RUNNING', 1, 'step 9'],
        ['SUCCESS', 1, undefined],
      ]);
      expect((await store.find(job.id))?.progress).toBe(0.9);
      expect(await eventsOf(events.follow(job.id, 3, forever))).toEqual(all.slice(3));
      expect(await eventsOf(events.follow(job.id, 5, forever))).toEqual([]);
    });

    it('are told of jobs that somebody waits for, too', async () => {
      const { store, events } = await (await newHome()).open();
      const job = newJob();
      void store.create(job);
      void store.start(job.id, 'r');
      await store.finish(job.id, 'r', FAILED);
      const all = await eventsOf(events.follow(job.id, 0, forever));
      expect(all.map(({ status }) => status)).toEqual(['PENDING', 'RUNNING', 'FAILED']);
    });

    it('end for who stops listening, for a job that is erased, and for one that never was', async () => {
      const { store, queue, events } = await (await newHome()).open();
      expect(await eventsOf(events.follow(newJobId(), 0, forever))).toEqual([]);
      const job = newJob();
      await queue.submit(job, newInput());
      const leaving = new AbortController();
      const left = eventsOf(events.follow(job.id, 0, leaving.signal));
      leaving.abort();
      await left;
      for await (const event of events.follow(job.id, 0, forever)) {
        expect(event.status).toBe('PENDING');
        break;
      }
      const waiting = eventsOf(events.follow(job.id, 2, forever));
      await store.cancel(job.id, ERROR);
      expect(await waiting).toEqual([]);
      expect(await store.erase(job.id)).toBe(true);
      expect(await eventsOf(events.follow(job.id, 0, forever))).toEqual([]);
    });
  });

  describe('whoever runs a job without a queue', () => {
    it('is told when it is cancelled', async () => {
      const { store } = await (await newHome()).open();
      const job = newJob();
      void store.create(job);
      const started = store.start(job.id, 'r');
      const revocation = store.revocation('r');
      expect(await started).toBe(true);
      expect(revocation.aborted).toBe(false);
      await store.cancel(job.id, ERROR);
      expect(revocation.aborted).toBe(true);
      expect(store.revocation('never begun').aborted).toBe(true);
    });
  });
});
