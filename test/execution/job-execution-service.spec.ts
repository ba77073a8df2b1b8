import { getEventListeners } from 'node:events';
import type { ExecutionControl, PluginPayload } from '@gatehouse/contracts';
import { toErrorBody } from '@gatehouse/errors';
import { isFailure, JobExecutionService } from '@gatehouse/execution/internal';
import { isJobId, JobStore, newJobId, type JobRecord } from '@gatehouse/jobs';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { recordSpans } from './support/record-spans.js';
import { STEERED } from './support/steered-plugin.js';
import { commitsInLog } from '../support/commits-in-log.js';
import { lockStore, storedJobs, type StoredJob } from './support/stored-jobs.js';

const png = await sample('png');
const { app, registry, dataDir } = await openExecution({
  steered: STEERED,
  missing: { manifest: { requires: { files: ['no-such-file'] } } },
});
const service = app.get(JobExecutionService);
const store = app.get(JobStore);

const payload = (options: PluginPayload['options'] = {}, image = png): PluginPayload => ({
  image,
  mimeType: null,
  options,
});
const control = (more: Partial<ExecutionControl> = {}): ExecutionControl => ({
  jobId: null,
  requestId: null,
  ...more,
});

function stored(id: string): StoredJob {
  const row = storedJobs(dataDir).find((job) => job.id === id);
  if (row === undefined) throw new Error(`no job ${id}`);
  return row;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('making a job [JOB-02]', () => {
  it('stores it as PENDING, with a UUIDv7', async () => {
    const job = service.createJob('steered', 'request-1');
    await job.stored;
    expect(isJobId(job.id)).toBe(true);
    expect(job.id[14]).toBe('7');
    expect(stored(job.id)).toMatchObject({
      plugin: 'steered',
      status: 'PENDING',
      attempts: 0,
      request_id: 'request-1',
      execution_time_ms: null,
      result: null,
      error: null,
    });
  });

  it('of a plugin that does not exist makes none', async () => {
    const before = storedJobs(dataDir).length;
    expect(() => service.createJob('nobody', null)).toThrow(/no plugin nobody/);
    await store.ping();
    expect(storedJobs(dataDir)).toHaveLength(before);
  });

  it('of a plugin that cannot run makes one: that is for the gate to say', async () => {
    const job = service.createJob('missing', null);
    const { outcome } = await service.runJob(job, payload(), control());
    expect(outcome).toMatchObject([{}, { details: { code: 'PLUGIN_UNAVAILABLE', job_id: job.id } }]);
    expect(stored(job.id)).toMatchObject({ status: 'FAILED', cancelled: 0 });
  });
});

describe('running a job [JOB-01]', () => {
  it('goes PENDING → RUNNING → SUCCESS, and what is stored is what is answered', async () => {
    const job = service.createJob('steered', null);
    await job.stored;
    const seen = [stored(job.id).status];
    const running = Promise.withResolvers<undefined>();
    const finished = service.runJob(
      job,
      payload(),
      control({
        onStart: () => {
          running.resolve(undefined);
        },
      }),
    );
    await running.promise;
    const { outcome, executionTimeMs } = await finished;
    seen.push(stored(job.id).status);
    expect(seen).toEqual(['PENDING', 'SUCCESS']);
    expect(isFailure(outcome)).toBe(false);
    const row = stored(job.id);
    expect(JSON.parse(row.result ?? '')).toEqual(outcome[0]);
    expect(row).toMatchObject({ attempts: 1, error: null, execution_time_ms: executionTimeMs });
    expect(executionTimeMs).toBeGreaterThan(0);
  });

  it('is RUNNING while its plugin works', async () => {
    const job = service.createJob('steered', null);
    const controller = new AbortController();
    const running = Promise.withResolvers<undefined>();
    const onStart = (): void => {
      running.resolve(undefined);
    };
    const finished = service.runJob(
      job,
      payload({ act: 'wait' }),
      control({ signal: controller.signal, onStart }),
    );
    await running.promise;
    await store.ping();
    expect(stored(job.id)).toMatchObject({ status: 'RUNNING', attempts: 1 });
    controller.abort();
    const { outcome } = await finished;
    expect(outcome).toMatchObject([{}, { details: { code: 'EXECUTION_CANCELLED', job_id: job.id } }]);
    expect(stored(job.id)).toMatchObject({ status: 'FAILED', cancelled: 1 });
  });

  const failures = [
    { what: 'a throw', given: payload({ act: 'throw' }), code: 'PLUGIN_THREW', ran: true },
    { what: 'an exit', given: payload({ act: 'exit' }), code: 'PLUGIN_CRASHED', ran: true },
    { what: 'a bad answer', given: payload({ act: 'breach' }), code: 'OUTPUT_INVALID', ran: true },
    { what: 'no image', given: payload({}, new Uint8Array()), code: 'IMAGE_EMPTY', ran: false },
    { what: 'bad options', given: payload({ count: 0 }), code: 'OPTIONS_INVALID', ran: false },
  ];

  it.each(failures)(
    'is FAILED after $what, with the envelope of the answer',
    async ({ given, code, ran }) => {
      const job = service.createJob('steered', 'request-1');
      const { outcome } = await service.runJob(job, given, control({ requestId: 'request-1' }));
      if (!isFailure(outcome)) throw new Error('the execution succeeded');
      const row = stored(job.id);
      expect(JSON.parse(row.error ?? '')).toEqual(toErrorBody(outcome[1]));
      expect(outcome[1].details).toMatchObject({ code, job_id: job.id, request_id: 'request-1' });
      expect(row).toMatchObject({ status: 'FAILED', cancelled: 0, attempts: 1, result: null });
      expect(row.execution_time_ms !== null).toBe(ran);
      expect(row.error).not.toContain('_internal');
    },
  );

  it('waits for the store once, at its end: the plugin is not kept waiting', async () => {
    const unlock = lockStore(dataDir);
    try {
      const { successCount = 0 } = registry.health('steered') ?? {};
      const answers: unknown[] = [];
      const finished = service
        .runJob(service.createJob('steered', null), payload(), control())
        .finally(() => answers.push('answered'));
      while (registry.health('steered')?.successCount === successCount && answers.length === 0)
        await nextTurn();
      await nextTurn();
      expect(answers).toEqual([]);
      unlock();
      const { outcome } = await finished;
      expect(outcome[1]).toEqual({});
    } finally {
      unlock();
    }
  });

  it('costs one commit when it is short, and one more when it is not', async () => {
    await store.ping();
    const before = commitsInLog(dataDir);
    await service.runJob(service.createJob('steered', null), payload(), control());
    const commits = commitsInLog(dataDir) - before;
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThanOrEqual(2);
  });

  it('runs many at once, each to its own end', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const ids = await Promise.all(
      texts.map(async (act) => {
        const job = service.createJob('steered', null);
        await service.runJob(job, payload({ act }), control());
        return job.id;
      }),
    );
    const results = ids.map((id) => JSON.parse(stored(id).result ?? '') as { options: { act: string } }); // as steered answers
    expect(results.map(({ options }) => options.act)).toEqual(texts);
  });

  it('cannot be done twice', async () => {
    const job = service.createJob('steered', null);
    await service.runJob(job, payload(), control());
    const before = stored(job.id);
    await expect(service.runJob(job, payload({ act: 'throw' }), control())).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(stored(job.id)).toEqual(before);
  });
});

describe('cancelling a job [JOB-01]', () => {
  const record = (id: string) => ({ id, plugin: 'steered' }) as JobRecord; // all that is looked at

  it('of none, or of one that is over, says which of the two it is', async () => {
    const id = newJobId();
    await expect(service.cancelJob(record(id), null)).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
      message: expect.stringContaining(id) as string,
    });
    const job = service.createJob('steered', null);
    await service.runJob(job, payload(), control());
    await expect(service.cancelJob(record(job.id), null)).rejects.toMatchObject({
      code: 'JOB_ALREADY_FINISHED',
      message: expect.stringContaining('SUCCESS') as string,
    });
  });

  it('that runs ends its call, whose answer names its own request', async () => {
    const job = service.createJob('steered', 'request-1');
    const { promise: running, resolve } = Promise.withResolvers<undefined>();
    const caller = new AbortController();
    const onStart = (): void => {
      resolve(undefined);
    };
    const finished = service.runJob(
      job,
      payload({ act: 'wait' }),
      control({ requestId: 'request-1', signal: caller.signal, onStart }),
    );
    await running;
    await service.cancelJob(record(job.id), 'request-2');
    const { outcome, executionTimeMs } = await finished;
    expect(outcome).toMatchObject([
      {},
      { details: { code: 'EXECUTION_CANCELLED', request_id: 'request-1', job_id: job.id } },
    ]);
    expect(executionTimeMs).toBeGreaterThan(0);
    expect(stored(job.id)).toMatchObject({ status: 'FAILED', cancelled: 1 });
    expect((await store.findWithResult(job.id))?.error?.details.request_id).toBe('request-2');
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });
});

describe('what is known of a plugin [PATH-02]', () => {
  it('is told, also where it cannot run', () => {
    expect(service.outputSchemaOf('steered')).toMatchObject({ required: ['runs', 'options'] });
    expect(service.concurrencyOf('steered')).toBeGreaterThanOrEqual(1);
    expect(service.outputSchemaOf('missing')).not.toBeNull();
  });
});

describe('the span of a job [JOB-02]', () => {
  it('says how the job ended', async () => {
    const all = await recordSpans(async () => {
      for (const act of ['answer', 'throw']) {
        await service.runJob(service.createJob('steered', null), payload({ act }), control());
      }
    });
    const spans = all.filter(({ name }) => name === 'JobExecutionService.runJob');
    expect(spans.map(({ attributes }) => attributes['gatehouse.outcome'])).toEqual(['ok', 'PLUGIN_THREW']);
  });
});

describe('a store that is away [ERR-01] [MET-01]', () => {
  it('fails every job as STORE_UNAVAILABLE and nothing else, and the execution still counts', async () => {
    const own = await openExecution({ steered: STEERED });
    const jobs = own.app.get(JobExecutionService);
    await own.app.get(JobStore).close();
    for (const given of [payload(), payload({ act: 'throw' }), payload({}, new Uint8Array())]) {
      const job = jobs.createJob('steered', null);
      await expect(jobs.runJob(job, given, control())).rejects.toMatchObject({
        name: 'GatehouseError',
        code: 'STORE_UNAVAILABLE',
        message: 'The job store cannot be used now; the execution is not recorded. Try again.',
      });
    }
    expect(own.registry.health('steered')).toMatchObject({ successCount: 1, errorCount: 2 });
    expect(storedJobs(own.dataDir)).toEqual([]);
  });
});
