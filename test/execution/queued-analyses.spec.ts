import { getEventListeners } from 'node:events';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EnvelopeError, GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { AnalysisExecutionService, type FollowedEvent, type SubmissionRequest } from '@gatehouse/execution';
import { JobExecutionService } from '@gatehouse/execution/internal';
import { BatchExecution } from '../../libs/execution/src/batch-execution.js';
import { JobFeed } from '../../libs/execution/src/job-feed.js';
import { isJobId, JobEvents, JobManagementService, newJobId } from '@gatehouse/jobs';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { recordSpans } from './support/record-spans.js';
import { STEERED } from './support/steered-plugin.js';

const png = await sample('png');
const TELLER = {
  code: `export default {
    run: async (_image, { progress }) => {
      progress(0.5, 'half of it');
      await new Promise((resolve) => setTimeout(resolve, 300)); // told at most every so often
      return { ok: true };
    },
  };`,
};
const { app } = await openExecution({ steered: STEERED, teller: TELLER }, { EXECUTION_MAX_IN_FLIGHT: '1' });
const service = app.get(AnalysisExecutionService);
const CONTROL = { requestId: 'request-1', owner: 'me' };
const MINE = { owner: 'me' };

function request(act: string, more: Partial<SubmissionRequest> = {}): SubmissionRequest {
  const image = { kind: 'bytes', bytes: png, mimeType: null } as const;
  return { plugin: 'steered', image, options: { act }, ...more };
}

/** The statuses that a job comes into from now on, to its end or to the one that is waited for. */
async function statuses(id: string, until?: string): Promise<string[]> {
  const seen: string[] = [];
  for await (const { event } of await service.jobEvents(id, MINE, 0, new AbortController().signal)) {
    seen.push(event.status);
    if (event.status === until) break;
  }
  return seen;
}

/** What the events of a job that is over say: what its plugin told, or the state. */
async function told(id: string): Promise<string[]> {
  const all: string[] = [];
  for await (const { event } of await service.jobEvents(id, MINE, 0, new AbortController().signal)) {
    all.push(event.progress?.message ?? event.status);
  }
  return all;
}

describe('an analysis that is submitted [PATH-05] [JOB-01]', () => {
  it('comes to its end by itself, under the id that was asked for', async () => {
    const id = newJobId();
    expect(await service.submit(request('answer'), CONTROL, id)).toBe(id);
    expect(await statuses(id)).toEqual(['PENDING', 'RUNNING', 'SUCCESS']);
    expect(await service.jobResult(id, MINE)).toMatchObject({ status: 'SUCCESS', owner: 'me', attempts: 1 });
    const { jobs } = await service.jobList({ scope: MINE, plugin: 'steered' }, 10, null);
    expect(jobs.map((job) => job.id)).toContain(id);
  });

  it('tells how far its plugin is', async () => {
    const id = await service.submit(request('', { plugin: 'teller', options: {} }), CONTROL);
    await statuses(id);
    expect(await told(id)).toEqual(['PENDING', 'RUNNING', 'half of it', 'SUCCESS']);
  });

  it('is refused for what the gate would refuse it for, and makes no job', async () => {
    const before = (await service.jobList({ scope: MINE }, 100, null)).jobs.length;
    await expect(service.submit(request('answer', { options: { act: 7 } }), CONTROL)).rejects.toMatchObject({
      envelope: { details: { code: 'OPTIONS_INVALID', request_id: 'request-1', job_id: null } },
    });
    await expect(service.submit(request('answer', { plugin: 'nobody' }), CONTROL)).rejects.toMatchObject({
      code: 'PLUGIN_NOT_FOUND',
    });
    expect((await service.jobList({ scope: MINE }, 100, null)).jobs).toHaveLength(before);
  });

  it('is run as often as was asked for', async () => {
    const id = await service.submit(request('exit', { maxAttempts: 2 }), CONTROL);
    await statuses(id);
    expect(await told(id)).toEqual([
      'PENDING',
      'RUNNING',
      expect.stringMatching(/^it failed with PLUGIN_CRASHED; attempt 2 of 2/) as string,
      'FAILED',
    ]);
  }, 60_000);
});

describe('a submitted job [JOB-01] [JOB-03]', () => {
  it('tells why it failed with its last event, and nothing after that', async () => {
    const id = await service.submit(request('throw'), CONTROL);
    const events: FollowedEvent[] = [];
    const listening = new AbortController();
    for await (const one of await service.jobEvents(id, MINE, 0, listening.signal)) events.push(one);
    expect(events.map(({ error }) => error?.details.code ?? null)).toEqual([null, null, 'PLUGIN_THREW']);
    const last = events.at(-1)?.event.sequence ?? 0;
    await expect(service.jobEvents(id, MINE, last, listening.signal)).rejects.toMatchObject({
      code: 'EVENTS_ENDED',
    });
    const running = await service.submit(request('wait'), CONTROL);
    for await (const { event } of await service.jobEvents(running, MINE, 0, listening.signal)) {
      if (event.status === 'RUNNING') break;
    }
    expect(getEventListeners(listening.signal, 'abort')).toEqual([]);
    await service.cancelJob(running, MINE, null);
  });

  it('is let go of by the store, too, when nobody listens any more', async () => {
    const events = app.get(JobEvents);
    let [begun, ended] = [0, 0];
    const follow: JobEvents['follow'] = async function* (...asked) {
      begun++;
      try {
        yield* events.follow(...asked);
      } finally {
        ended++;
      }
    };
    const watched = Object.create(events, { follow: { value: follow } }) as JobEvents; // in all else it is the real one
    const feed = new JobFeed(app.get(JobManagementService), watched);
    const id = await service.submit(request('wait'), CONTROL);
    for await (const { event } of await feed.follow(id, MINE, 0, new AbortController().signal)) {
      if (event.status === 'RUNNING') break;
    }
    expect([begun, ended]).toEqual([1, 1]);
    await service.cancelJob(id, MINE, null);
  });

  it('can be cancelled by whoever it belongs to, and not by others', async () => {
    const id = await service.submit(request('wait'), CONTROL);
    await statuses(id, 'RUNNING');
    await expect(service.cancelJob(id, { owner: 'they' }, null)).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
    expect(await service.cancelJob(id, MINE, 'request-2')).toMatchObject({ id, status: 'RUNNING' });
    const { error, cancelled } = await service.jobResult(id, MINE);
    expect([cancelled, error?.details]).toEqual([
      true,
      expect.objectContaining({ code: 'EXECUTION_CANCELLED', request_id: 'request-2', job_id: id }),
    ]);
  });

  it('can be repeated once it failed, and belongs to whom it belonged', async () => {
    const id = await service.submit(request('throw'), CONTROL);
    await statuses(id);
    const newId = newJobId();
    const { old, jobId } = await service.retryJob(id, 'everybody', 'request-3', newId);
    expect([old.id, jobId]).toEqual([id, newId]);
    await statuses(newId);
    expect(await service.jobResult(newId, MINE)).toMatchObject({
      retryOf: id,
      owner: 'me',
      status: 'FAILED',
    });
    const given = await service.retryJob(id, MINE, null);
    expect(isJobId(given.jobId)).toBe(true);
    await statuses(given.jobId);
  });

  it('is not repeated before it is over, nor where its plugin or its image is gone', async () => {
    const jobs = app.get(JobExecutionService);
    const running = await service.submit(request('wait'), CONTROL);
    await statuses(running, 'RUNNING');
    await expect(service.retryJob(running, MINE, null)).rejects.toMatchObject({ code: 'JOB_NOT_OVER' });
    const cancelled = await service.cancelJob(running, MINE, null);
    await expect(service.retryJob(running, MINE, null)).rejects.toMatchObject({ code: 'JOB_NOT_REPEATABLE' });
    const over = { ...cancelled, completedAt: new Date() };
    await expect(jobs.retryJob({ ...over, plugin: 'nobody' }, null)).rejects.toMatchObject({
      code: 'PLUGIN_NOT_FOUND',
    });
  });
});

describe('several images at once [PATH-05]', () => {
  it('have one outcome each, in their order, and hold one place', async () => {
    const refused = new GatehouseError('PLUGIN_NOT_FOUND', { plugin: 'nobody' });
    const batch = service.analyzeBatch([request('answer'), refused, request('throw')], CONTROL);
    expect(() => {
      service.requirePlace();
    }).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }) as Error);
    const outcomes = await batch;
    expect(outcomes.map(({ status, error }) => [status, error?.details.code])).toEqual([
      ['SUCCESS', undefined],
      ['FAILED', 'PLUGIN_NOT_FOUND'],
      ['FAILED', 'PLUGIN_THREW'],
    ]);
    expect(() => {
      service.requirePlace();
    }).not.toThrow();
  });
});

describe('what takes several images on [PATH-05] [ERR-01]', () => {
  const batches = app.get(BatchExecution);

  it('tells of what nobody expected, and not of what the gate told already', async () => {
    const said = jest.spyOn(Logger.prototype, 'error');
    const failures = [new Error('kaboom'), new EnvelopeError(toErrorEnvelope(new Error('told')))];
    const refused = new GatehouseError('PLUGIN_NOT_FOUND', { plugin: 'nobody' });
    const outcomes = await batches.run(
      [request('answer'), request('answer'), refused],
      () => Promise.reject(failures.shift() ?? new Error('asked too often')),
      null,
      new AbortController().signal,
    );
    expect(outcomes.map(({ error }) => error?.details.code)).toEqual([
      'INTERNAL_ERROR',
      'INTERNAL_ERROR',
      'PLUGIN_NOT_FOUND',
    ]);
    expect(said.mock.calls).toEqual([[expect.stringContaining('kaboom')]]);
    said.mockRestore();
  });

  it('begins nothing more for a caller who left', async () => {
    const leaving = new AbortController();
    let begun = 0;
    const analyze = (): Promise<never> => {
      begun++;
      leaving.abort(new Error('left'));
      return Promise.reject(new Error('kaboom'));
    };
    const refused = new GatehouseError('PLUGIN_NOT_FOUND', { plugin: 'nobody' });
    const items = [request('answer'), ...Array<typeof refused>(20).fill(refused)];
    await expect(batches.run(items, analyze, null, leaving.signal)).rejects.toThrow('left');
    expect(begun).toBe(1);
  });
});

describe('the spans of the façade [PATH-05]', () => {
  it('say of what each is', async () => {
    const all = await recordSpans(async () => {
      await service.analyze(request('answer'), CONTROL);
      await service.analyzeBatch([request('answer')], CONTROL);
      await statuses(await service.submit(request('throw'), CONTROL));
    });
    const spans = all.filter(({ name }) => /Analysis|acquire/.test(name));
    const facts = { 'gatehouse.plugin.name': 'steered', 'gatehouse.request.id': 'request-1' };
    const ok = { 'gatehouse.outcome': 'ok' };
    expect(spans.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['acquire image', ok],
      ['AnalysisExecutionService.analyze', { ...facts, ...ok }],
      ['acquire image', ok],
      ['AnalysisExecutionService.analyze', { ...facts, ...ok }],
      ['AnalysisExecutionService.analyzeBatch', { 'gatehouse.request.id': 'request-1', ...ok }],
      ['acquire image', ok],
      ['AnalysisExecutionService.submit', { ...facts, ...ok }],
    ]);
    const [submitted, executed] = ['AnalysisExecutionService.submit', 'JobExecutionService.execute'].map(
      (wanted) => all.find(({ name }) => name === wanted),
    );
    expect(executed?.attributes['gatehouse.outcome']).toBe('PLUGIN_THREW');
    expect(executed?.spanContext().traceId).toBe(submitted?.spanContext().traceId);
  });
});
