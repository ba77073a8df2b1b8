import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExecutionControl, ExecutionOutcome, JsonSchema, PluginPayload } from '@gatehouse/contracts';
import { EnvelopeError, GatehouseError, toErrorBody, toErrorEnvelope } from '@gatehouse/errors';
import { JobEvents, JobQueue, JobStore, newJobId, type JobRecord } from '@gatehouse/jobs';
import { eitherSignal } from './either-signal.js';
import { jobFinalOf } from './job-final.js';
import { PluginExecutionService } from './plugin-execution.service.js';
import { Stopwatch } from './stopwatch.js';
import { carryTrace } from './tracing/carried-trace.js';
import { inSpan } from './tracing/in-span.js';

/** A job that was made and not run yet. */
export interface CreatedJob {
  readonly id: string;
  readonly plugin: string;
  /** Resolves when the record is durable. */
  readonly stored: Promise<void>;
}

/** A job that was run to its end. */
export interface FinishedJob {
  readonly outcome: ExecutionOutcome;
  /** Milliseconds from the plugin's beginning to leaving the gate; 0 where it never began. */
  readonly executionTimeMs: number;
}

/** One attempt at a job. */
export interface JobAttempt {
  readonly id: string;
  readonly plugin: string;
  /** Its fencing token. */
  readonly runId: string;
}

/** Who asked for a job. */
export interface JobOrder {
  readonly requestId: string | null;
  /** Whose job it is; null where callers are not told apart. */
  readonly owner: string | null;
}

/** Who asked for a job that waits, and how often it may be run. */
export interface QueuedJobOrder extends JobOrder {
  readonly maxAttempts: number;
}

const outcomeOf = ({ outcome }: FinishedJob): ExecutionOutcome => outcome;

/** Owns the steps of a job: PENDING → RUNNING → SUCCESS or FAILED. */
@Injectable()
export class JobExecutionService {
  constructor(
    private readonly store: JobStore,
    private readonly queue: JobQueue,
    private readonly events: JobEvents,
    private readonly plugins: PluginExecutionService,
  ) {}

  /**
   * Makes sure that there is such a plugin.
   *
   * @throws GatehouseError `PLUGIN_NOT_FOUND`
   */
  requirePlugin(plugin: string): void {
    this.plugins.select(plugin);
  }

  /**
   * Makes a job that its caller waits for. Its record is on its way to the store when this returns, and is not waited for.
   *
   * @param owner whose job it is; null where callers are not told apart
   * @throws GatehouseError `PLUGIN_NOT_FOUND`: then there is no job
   */
  createJob(plugin: string, requestId: string | null, owner: string | null = null): CreatedJob {
    this.plugins.select(plugin);
    const id = newJobId();
    return { id, plugin, stored: this.store.create({ id, plugin, requestId, owner }, 'soon') };
  }

  /**
   * Runs a job and records how it ended. The store keeps the order of writes, so that the one wait at the end
   * covers all three.
   *
   * @throws GatehouseError `STORE_UNAVAILABLE` when any of the job's steps could not be recorded
   */
  runJob(job: CreatedJob, payload: PluginPayload, control: ExecutionControl): Promise<FinishedJob> {
    const words = { plugin: job.plugin, requestId: control.requestId, jobId: job.id, outcomeOf };
    return inSpan('JobExecutionService.runJob', words, () => this.runAndRecord(job, payload, control));
  }

  /**
   * Makes a job that waits in the queue, of what the gate would take. It is stored with its image when this resolves.
   *
   * @returns the id of the job
   * @throws EnvelopeError what the gate would refuse it for, all but the decoding: then there is no job
   * @throws GatehouseError `PLUGIN_NOT_FOUND`; `QUEUE_FULL`, `STORE_UNAVAILABLE`
   */
  submitJob(
    plugin: string,
    payload: PluginPayload,
    { maxAttempts, ...order }: QueuedJobOrder,
    id = newJobId(),
  ): Promise<string> {
    const { requestId } = order;
    const words = { plugin, requestId, jobId: id, queue: 'gives' } as const;
    return inSpan('JobExecutionService.submitJob', words, async () => {
      this.plugins.select(plugin);
      const refusal = this.plugins.check(plugin, payload, { jobId: null, requestId });
      if (refusal !== null) throw new EnvelopeError(refusal);
      const input = { ...payload, maxAttempts, traceContext: carryTrace() };
      await this.queue.submit({ id, plugin, ...order }, input);
      return id;
    });
  }

  /**
   * Makes a job of what a FAILED one was run with. It names that one, and belongs to whoever that one belongs to.
   *
   * @param id of the new job, where it is known already
   * @returns the id of the new job
   * @throws GatehouseError `JOB_NOT_OVER`, `JOB_NOT_REPEATABLE`, `PLUGIN_NOT_FOUND`, `QUEUE_FULL`, `STORE_UNAVAILABLE`
   */
  retryJob(job: JobRecord, requestId: string | null, id = newJobId()): Promise<string> {
    const words = { plugin: job.plugin, requestId, jobId: id, queue: 'gives' } as const;
    return inSpan('JobExecutionService.retryJob', words, () => this.resubmit(job, requestId, id));
  }

  /**
   * Ends a job that is not final, wherever it runs; the plugin that works on it is stopped.
   *
   * @throws GatehouseError `JOB_ALREADY_FINISHED`, `STORE_UNAVAILABLE`
   */
  async cancelJob({ id, plugin }: JobRecord, requestId: string | null): Promise<void> {
    const cancelled = new GatehouseError('EXECUTION_CANCELLED', { reason: 'that was asked for' });
    const error = toErrorBody(toErrorEnvelope(cancelled, { plugin, requestId, jobId: id }));
    if (await this.store.cancel(id, error)) return;
    const job = await this.store.find(id);
    if (job === null) throw new GatehouseError('JOB_NOT_FOUND', { job_id: id });
    throw new GatehouseError('JOB_ALREADY_FINISHED', { job_id: id, status: job.status });
  }

  /** Tells whoever follows a job that it is run once more, and when. */
  tellRetry({ id, runId }: JobAttempt, message: string): void {
    this.events.report(id, runId, { fraction: 0, message });
  }

  /** What a plugin's answers are held to; null where it has no manifest. */
  outputSchemaOf(plugin: string): JsonSchema | null {
    return this.plugins.outputSchemaOf(plugin);
  }

  /** How many executions a plugin takes at once. */
  concurrencyOf(plugin: string): number {
    return this.plugins.concurrencyOf(plugin);
  }

  /** Takes one attempt through the gate and notes its progress; records nothing of how it ended. Never rejects. */
  async execute(
    { id, plugin, runId }: JobAttempt,
    payload: PluginPayload,
    control: ExecutionControl,
  ): Promise<FinishedJob> {
    const stopwatch = new Stopwatch();
    const watched = stopwatch.startedBy({
      ...control,
      jobId: id,
      onProgress: (progress) => {
        this.events.report(id, runId, progress);
        control.onProgress?.(progress);
      },
    });
    const outcome = await this.plugins.execute(plugin, payload, watched);
    return { outcome, executionTimeMs: stopwatch.stop() };
  }

  private async runAndRecord(
    job: CreatedJob,
    payload: PluginPayload,
    control: ExecutionControl,
  ): Promise<FinishedJob> {
    const runId = randomUUID();
    const started = this.store.start(job.id, runId, 'soon');
    const revoked = this.store.revocation(runId);
    const { signal, letGo } = eitherSignal(control.signal ?? revoked, revoked);
    const finished = await this.execute({ ...job, runId }, payload, { ...control, signal });
    letGo();
    const { outcome, executionTimeMs } = finished;
    const ended = this.store.finish(job.id, runId, jobFinalOf(outcome, executionTimeMs));
    const [, ...steps] = await Promise.all([job.stored, started, ended]);
    return steps.includes(false) ? this.endedByOthers(job.id, control.requestId, executionTimeMs) : finished;
  }

  private async resubmit(job: JobRecord, requestId: string | null, id: string): Promise<string> {
    if (job.completedAt === null) {
      throw new GatehouseError('JOB_NOT_OVER', { job_id: job.id, status: job.status, wanted: 'repeated' });
    }
    this.plugins.select(job.plugin);
    const order = { id, plugin: job.plugin, requestId, owner: job.owner, retryOf: job.id };
    const isKept = await this.queue.resubmit(job.id, order, carryTrace());
    if (!isKept) throw new GatehouseError('JOB_NOT_REPEATABLE', { job_id: job.id });
    return id;
  }

  /** The outcome of a job that somebody else ended while it ran: who cancelled it, or found its lease run out. */
  private async endedByOthers(
    id: string,
    requestId: string | null,
    executionTimeMs: number,
  ): Promise<FinishedJob> {
    const error = (await this.store.findWithResult(id))?.error ?? null;
    if (error === null) throw new GatehouseError('STORE_UNAVAILABLE', {});
    // The job's own names the request that ended it; the answer to another request names that one.
    const details = { ...error.details, request_id: requestId };
    return { outcome: [{}, { ...error, details, _internal: { traceback: '' } }], executionTimeMs };
  }
}
