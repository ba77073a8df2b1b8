import { Injectable } from '@nestjs/common';
import type { SettingValues } from '@gatehouse/config';
import { EnvelopeError } from '@gatehouse/errors';
import { AnalysisService } from '@gatehouse/images';
import {
  JobManagementService,
  type JobFilter,
  type JobPage,
  type JobRecord,
  type JobScope,
  type JobStanding,
  type JobWithOutcome,
} from '@gatehouse/jobs';
import type {
  AnalysisControl,
  AnalysisReport,
  AnalysisRequest,
  BatchItem,
  BatchOutcome,
  FollowedEvent,
  SubmissionRequest,
} from './analysis-request.js';
import { BatchExecution } from './batch-execution.js';
import { ExecutionAdmission } from './execution-admission.js';
import { isFailure } from './is-failure.js';
import { JobExecutionService } from './job-execution.service.js';
import { longestExecutionMs } from './longest-execution.js';
import { JobFeed } from './job-feed.js';
import { inSpan } from './tracing/in-span.js';
import type { SpanFacts } from './tracing/span-facts.js';
import { ResultPictures } from './rendering/result-pictures.js';

/** The façade of the governed path: all that controllers know of it. */
@Injectable()
export class AnalysisExecutionService {
  // Private at run time too: whoever has the façade must not get at the layers behind it, by whatever cast.
  readonly #jobs: JobExecutionService;

  constructor(
    private readonly images: AnalysisService,
    jobs: JobExecutionService,
    private readonly records: JobManagementService,
    private readonly feed: JobFeed,
    private readonly batches: BatchExecution,
    private readonly admission: ExecutionAdmission,
    private readonly pictures: ResultPictures,
  ) {
    this.#jobs = jobs;
  }

  /** The most that one execution may take once it is its turn, in milliseconds: what waits for it waits longer. */
  static longestExecutionMs(values: SettingValues): number {
    return longestExecutionMs(values);
  }

  /**
   * Makes sure that a call whose caller waits would be taken now: before its body is read.
   *
   * @throws GatehouseError `QUEUE_FULL`
   */
  requirePlace(): void {
    this.admission.requirePlace();
  }

  /**
   * Analyses one image while the caller waits.
   *
   * @throws GatehouseError when the request itself is wrong, the server has enough to do, or the store is away
   * @throws EnvelopeError when the execution failed; its job holds the same envelope
   */
  analyze(request: AnalysisRequest, control: AnalysisControl): Promise<AnalysisReport> {
    return inSpan('AnalysisExecutionService.analyze', factsOf(request, control), () =>
      this.admission.hold(() => this.analyzeAdmitted(request, control)),
    );
  }

  /**
   * Has one image analysed later, whatever becomes of this process. No place is held for it: it is out of memory as soon
   * as it is stored, and the queue has bounds of its own.
   *
   * @param jobId of the job to be, where it is known already; a UUIDv7 that was never used before
   * @returns the id of the job
   * @throws GatehouseError when the request itself is wrong, the queue is full, or the store is away
   * @throws EnvelopeError when the gate would refuse it
   */
  submit(request: SubmissionRequest, control: AnalysisControl, jobId?: string): Promise<string> {
    const { requestId, owner = null, signal, holdBytes } = control;
    return inSpan('AnalysisExecutionService.submit', factsOf(request, control), async () => {
      this.#jobs.requirePlugin(request.plugin);
      const { bytes: image, mimeType } = await this.acquire(request.image, { signal, holdBytes });
      const payload = { image, mimeType, options: request.options };
      const order = { requestId, owner, maxAttempts: request.maxAttempts ?? 1 };
      return this.#jobs.submitJob(request.plugin, payload, order, jobId);
    });
  }

  /**
   * Analyses several images while the caller waits, which is one call.
   *
   * @returns one outcome for each item, in their order
   * @throws GatehouseError `QUEUE_FULL` when the server has enough to do
   */
  analyzeBatch(items: readonly BatchItem[], control: AnalysisControl): Promise<BatchOutcome[]> {
    const { requestId, signal = new AbortController().signal } = control;
    const analyze = (request: AnalysisRequest): Promise<AnalysisReport> =>
      inSpan('AnalysisExecutionService.analyze', factsOf(request, control), () =>
        this.analyzeAdmitted(request, control),
      );
    return inSpan('AnalysisExecutionService.analyzeBatch', { requestId }, () =>
      this.admission.hold(() => this.batches.run(items, analyze, requestId, signal)),
    );
  }

  /**
   * Jobs, newest first.
   *
   * @throws GatehouseError `CURSOR_INVALID`
   */
  jobList(filter: JobFilter, limit: number, cursor: string | null): Promise<JobPage> {
    return this.records.list(filter, limit, cursor);
  }

  /** @throws GatehouseError `JOB_NOT_FOUND` */
  job(id: string, scope: JobScope): Promise<JobStanding> {
    return this.records.standing(id, scope);
  }

  /** @throws GatehouseError `JOB_NOT_FOUND`, `JOB_NOT_FINISHED` */
  jobResult(id: string, scope: JobScope): Promise<JobWithOutcome> {
    return this.records.result(id, scope);
  }

  /**
   * The events of a job after the one that is known, as they come, to the one of its end.
   *
   * @param after sequence of the last event that is known; 0 for all
   * @throws GatehouseError `JOB_NOT_FOUND`, `EVENTS_ENDED`
   */
  jobEvents(
    id: string,
    scope: JobScope,
    after: number,
    signal: AbortSignal,
  ): Promise<AsyncIterable<FollowedEvent>> {
    return this.feed.follow(id, scope, after, signal);
  }

  /**
   * Ends a job that is not final; a plugin that works on it is stopped.
   *
   * @returns the job as it was
   * @throws GatehouseError `JOB_NOT_FOUND`, `JOB_ALREADY_FINISHED`
   */
  async cancelJob(id: string, scope: JobScope, requestId: string | null): Promise<JobRecord> {
    const job = await this.records.get(id, scope);
    await this.#jobs.cancelJob(job, requestId);
    return job;
  }

  /**
   * Makes a new job of what a FAILED one was run with.
   *
   * @param newId of the job to be, where it is known already
   * @returns the old job, and the id of the new one
   * @throws GatehouseError `JOB_NOT_FOUND`, `JOB_NOT_OVER`, `JOB_NOT_REPEATABLE`, `PLUGIN_NOT_FOUND`, `QUEUE_FULL`
   */
  async retryJob(
    id: string,
    scope: JobScope,
    requestId: string | null,
    newId?: string,
  ): Promise<{ readonly old: JobRecord; readonly jobId: string }> {
    const old = await this.records.get(id, scope);
    return { old, jobId: await this.#jobs.retryJob(old, requestId, newId) };
  }

  private async analyzeAdmitted(
    request: AnalysisRequest,
    { owner = null, holdBytes, ...control }: AnalysisControl,
  ): Promise<AnalysisReport> {
    // Before the image: for nobody's sake is anything fetched.
    this.#jobs.requirePlugin(request.plugin);
    const schema = request.isRendered === true ? this.pictures.requireMarks(request.plugin) : null;
    const { signal } = control;
    const { bytes: image, mimeType } = await this.acquire(request.image, { signal, holdBytes });
    const job = this.#jobs.createJob(request.plugin, control.requestId, owner);
    // Its digest is taken off the event loop, while the plugin is at work; of an image that is refused nobody asks.
    const description = this.images.describe(image);
    description.catch(() => undefined);
    const { outcome, executionTimeMs } = await this.#jobs.runJob(
      job,
      { image, mimeType, options: request.options },
      { ...control, jobId: job.id },
    );
    if (isFailure(outcome)) throw new EnvelopeError(outcome[1]);
    return {
      plugin: request.plugin,
      result: outcome[0],
      jobId: job.id,
      executionTimeMs,
      image: await description,
      rendered: schema === null ? null : await this.pictures.draw(image, schema, outcome[0], signal),
    };
  }

  /** The bytes of an image, from wherever they come. Whoever is asked for them is not told of the trace. */
  private acquire(
    source: AnalysisRequest['image'],
    control: Parameters<AnalysisService['acquire']>[1],
  ): ReturnType<AnalysisService['acquire']> {
    return inSpan('acquire image', {}, () => this.images.acquire(source, control));
  }
}

function factsOf({ plugin }: AnalysisRequest, { requestId }: AnalysisControl): SpanFacts {
  return { plugin, requestId };
}
