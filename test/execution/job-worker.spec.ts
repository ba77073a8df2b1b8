import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { JobExecutionService, ToolRunner } from '@gatehouse/execution/internal';
import { JobQueue, JobStore, newJobId, type JobDelivery } from '@gatehouse/jobs';
import { Logger } from '@nestjs/common';
import { JobWorker } from '../../libs/execution/src/job-worker.js';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';

const png = await sample('png');
const { app, registry } = await openExecution({ steered: STEERED }, { EXECUTION_QUEUE: '1' });
const store = app.get(JobStore);
const never = new AbortController().signal;

/** A queue that delivers what a test hands it, when it does. */
class HandedQueue extends JobQueue {
  deliver: (delivery: JobDelivery) => Promise<void> = () => Promise.reject(new Error('nobody works'));
  readonly submit = (): Promise<void> => Promise.reject(new Error('nothing is submitted here'));
  readonly resubmit = (): Promise<boolean> => Promise.reject(new Error('nothing is submitted here'));
  readonly stop = (): Promise<void> => Promise.resolve();
  consume(work: (delivery: JobDelivery) => Promise<void>): void {
    this.deliver = work;
  }
}

/** What a worker does with deliveries, which keeps its records in this store. */
function workOn(records: JobStore = store): HandedQueue['deliver'] {
  const queue = new HandedQueue();
  new JobWorker(queue, records, app.get(JobExecutionService), app.get(AppConfig)).onApplicationBootstrap();
  return queue.deliver;
}

/** The store, but that its finish is another. */
function storeWith(finish: JobStore['finish']): JobStore {
  return Object.create(store, { finish: { value: finish } }) as JobStore; // in everything else it is the store
}

/** A job of the steered plugin that is lent out. */
async function lent(act: string, { signal = never, maxAttempts = 1 } = {}): Promise<JobDelivery> {
  const [id, runId] = [newJobId(), randomUUID()];
  await store.create({ id, plugin: 'steered', requestId: null, owner: null });
  await store.start(id, runId);
  const job = await store.find(id);
  if (job === null) throw new Error('the job was stored');
  return {
    job,
    requestId: null,
    input: { image: png, mimeType: null, options: { act }, maxAttempts },
    runId,
    signal,
  };
}

const statusOf = async ({ job }: JobDelivery) => (await store.find(job.id))?.status;
const failures = () => registry.health('steered')?.errorCount ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a job that is delivered [JOB-01] [JOB-03]', () => {
  it.each([
    ['answer', 'SUCCESS'],
    ['throw', 'FAILED'],
  ])('has its end recorded when the work on it is over: %s', async (act, status) => {
    const delivery = await lent(act);
    await workOn()(delivery);
    expect(await statusOf(delivery)).toBe(status);
  });

  it('is not run again at once, and not at all where it is taken away meanwhile', async () => {
    const taken = new AbortController();
    const delivery = await lent('exit', { signal: taken.signal, maxAttempts: 2 });
    const log = jest.spyOn(Logger.prototype, 'log');
    const told = new Promise((resolve) => {
      log.mockImplementation((...line) => {
        resolve(line);
      });
    });
    const before = failures();
    const work = workOn()(delivery);
    expect(await told).toEqual([
      { job_id: delivery.job.id, plugin: 'steered', code: 'PLUGIN_CRASHED', attempt: 2 },
      expect.stringMatching(/^it failed with PLUGIN_CRASHED; attempt 2 of 2 begins in [12] s$/),
    ]);
    await pause(50); // of the 750 milliseconds at least
    taken.abort();
    await expect(work).resolves.toBeUndefined();
    expect([failures() - before, await statusOf(delivery)]).toEqual([1, 'RUNNING']);
  });

  it('has no end where it was taken away while it ran: it is another’s', async () => {
    const taken = new AbortController();
    const delivery = await lent('wait', { signal: taken.signal });
    const work = workOn()(delivery);
    await pause(200);
    taken.abort();
    await expect(work).resolves.toBeUndefined();
    expect(await statusOf(delivery)).toBe('RUNNING');
  });

  it('waits for room at its plugin, and asks for it now and then', async () => {
    const leave = new AbortController();
    const payload = { image: png, mimeType: null, options: { act: 'wait' } };
    const control = { jobId: null, requestId: null, signal: leave.signal };
    const { promise: begun, resolve: onStart } = Promise.withResolvers<undefined>();
    const begins = () => {
      onStart(undefined);
    };
    const runs = app.get(ToolRunner).run('steered', payload, { ...control, onStart: begins });
    await begun;
    const waits = app.get(ToolRunner).run('steered', payload, control);
    await pause(100);
    const before = failures();
    const delivery = await lent('answer');
    const work = workOn()(delivery);
    await pause(500);
    const refused = failures() - before;
    leave.abort();
    await Promise.all([work, runs, waits]);
    expect(await statusOf(delivery)).toBe('SUCCESS');
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(15);
  });
});

describe('the end of a job [JOB-03]', () => {
  it('is recorded as soon as the store takes it, which is asked again after longer and longer pauses', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const asked: number[] = [];
    const away = new GatehouseError('STORE_UNAVAILABLE', { problem: 'it is away' });
    const work = workOn(
      storeWith((...end) => {
        asked.push(performance.now());
        return asked.length < 3 ? Promise.reject(away) : store.finish(...end);
      }),
    );
    const delivery = await lent('answer');
    await work(delivery);
    expect(await statusOf(delivery)).toBe('SUCCESS');
    const line = { job_id: delivery.job.id, reason: away.message };
    const said = 'the end of a job is not recorded yet';
    expect(warn.mock.calls).toEqual([
      [line, said],
      [line, said],
    ]);
    const [first = 0, second = 0, third = 0] = asked;
    expect(second - first).toBeGreaterThan(45); // of 50
    expect(third - second).toBeGreaterThan(90); // of 100
  });

  it('is not recorded any more where the job is taken away meanwhile', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const taken = new AbortController();
    const away = new GatehouseError('STORE_UNAVAILABLE', { problem: 'it is away' });
    let asked = 0;
    const work = workOn(
      storeWith(() => {
        if (++asked === 2) taken.abort();
        return Promise.reject(away);
      }),
    );
    await expect(work(await lent('answer', { signal: taken.signal }))).resolves.toBeUndefined();
    expect(asked).toBe(2);
  });

  it('is lost to a defect with a word of it', async () => {
    const defect = new TypeError('no such column');
    const work = workOn(storeWith(() => Promise.reject(defect)));
    await expect(work(await lent('answer'))).rejects.toBe(defect);
  });
});
