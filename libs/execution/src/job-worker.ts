import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { isGatehouseError } from '@gatehouse/errors';
import { JobQueue, JobStore, type JobDelivery } from '@gatehouse/jobs';
import { afterDelivery } from './after-delivery.js';
import { JobExecutionService, type FinishedJob } from './job-execution.service.js';
import { jobFinalOf } from './job-final.js';
import { isFailure } from './is-failure.js';
import { Lanes } from './lanes.js';
import { retryPauseMs } from './retry-pause.js';
import { continueTrace } from './tracing/carried-trace.js';
import { inSpan, type SpanWords } from './tracing/in-span.js';

/** With the eleven seconds that the last answers may take, and the ends of all processes, within the fifteen of a stop. */
const HAND_BACK_AFTER_MS = 2000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

const TAKES: SpanWords<FinishedJob> = { queue: 'takes', outcomeOf: ({ outcome }) => outcome };

/** What is delivered belongs to no request, though the submission that woke the queue did. */
const ofNoRequest = AsyncLocalStorage.snapshot();

/**
 * Works on the jobs that nobody waits for.
 *
 * INVARIANT: of one plugin no more are brought to the gate at once than it takes, and where its queue is full all the
 * same, because others send to it too, they wait and come again: no overload ends a job that was acknowledged.
 */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobWorker.name);
  private readonly lanes = new Lanes();
  readonly #jobs: JobExecutionService;

  constructor(
    private readonly queue: JobQueue,
    private readonly store: JobStore,
    jobs: JobExecutionService,
    private readonly config: AppConfig,
  ) {
    this.#jobs = jobs;
  }

  onApplicationBootstrap(): void {
    const work = (delivery: JobDelivery): Promise<void> =>
      ofNoRequest(() => continueTrace(delivery.input.traceContext ?? null, () => this.work(delivery)));
    this.queue.consume(work, this.config.values.JOB_CONCURRENCY);
  }

  /** Before plugins and store are let go: what does not end in time is handed back to whoever starts next. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.stop(HAND_BACK_AFTER_MS);
  }

  /** Takes a delivery to its end. Resolves without one where it was cancelled, or is to be delivered again. */
  private async work(delivery: JobDelivery): Promise<void> {
    const { job, signal } = delivery;
    try {
      for (let attempt = 1; ; attempt++) {
        const finished = await this.lanes.hold(job.plugin, this.#jobs.concurrencyOf(job.plugin), signal, () =>
          this.executeWhenThereIsRoom(delivery),
        );
        if (finished === null) return;
        const pause = retryPauseMs(finished.outcome, attempt, delivery.input.maxAttempts);
        if (pause === null) {
          await this.record(delivery, finished);
          return;
        }
        this.tellRetry(delivery, finished, attempt + 1, pause);
        await sleep(pause, undefined, { signal });
      }
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  private tellRetry(
    { job, runId, input }: JobDelivery,
    { outcome }: FinishedJob,
    attempt: number,
    pause: number,
  ): void {
    const code = isFailure(outcome) ? outcome[1].details.code : '';
    const seconds = Math.ceil(pause / 1000);
    const message = `it failed with ${code}; attempt ${attempt} of ${input.maxAttempts} begins in ${seconds} s`;
    this.#jobs.tellRetry({ id: job.id, plugin: job.plugin, runId }, message);
    this.logger.log({ job_id: job.id, plugin: job.plugin, code, attempt }, message);
  }

  /** @returns null where the execution says nothing of the job */
  private async executeWhenThereIsRoom({ job, ...delivery }: JobDelivery): Promise<FinishedJob | null> {
    const { runId, requestId, input, signal } = delivery;
    for (const pause = pauses(); ;) {
      const attempt = { id: job.id, plugin: job.plugin, runId };
      const control = { jobId: job.id, requestId, signal };
      const finished = await inSpan('JobExecutionService.execute', { ...attempt, ...control, ...TAKES }, () =>
        this.#jobs.execute(attempt, input, control),
      );
      signal.throwIfAborted();
      const next = afterDelivery(finished.outcome);
      if (next !== 'try again') return next === 'record' ? finished : null;
      await sleep(pause.next().value, undefined, { signal });
    }
  }

  /** Records how a job ended, as soon as the store takes it: what was worked out is not thrown away. */
  private async record({ job, runId, signal }: JobDelivery, finished: FinishedJob): Promise<void> {
    const final = jobFinalOf(finished.outcome, finished.executionTimeMs);
    for (const pause of pauses()) {
      try {
        await this.store.finish(job.id, runId, final);
        return;
      } catch (thrown) {
        if (!isGatehouseError(thrown)) throw thrown;
        this.logger.warn({ job_id: job.id, reason: thrown.message }, 'the end of a job is not recorded yet');
      }
      await sleep(pause, undefined, { signal });
    }
  }
}

/** Milliseconds between tries, without end: longer and longer, and never quite the same. */
function* pauses(): Generator<number, never> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    yield pause * (0.75 + Math.random() / 2);
  }
}
