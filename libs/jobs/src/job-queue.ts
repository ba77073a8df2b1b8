import type { JobRecord, NewJob } from './job-record.js';
import type { JobInput } from './job-input.js';

/** One attempt at a job, lent to this process. */
export interface JobDelivery {
  readonly job: JobRecord;
  readonly requestId: string | null;
  readonly input: JobInput;
  /** The fencing token of this attempt; `JobStore.finish` asks for it. */
  readonly runId: string;
  /**
   * Aborted when the attempt is over without having been finished: the job was cancelled, in whatever process, or the
   * lease was lost to another owner. What runs is to be stopped, and nothing it says counts any more.
   */
  readonly signal: AbortSignal;
}

/**
 * Delivers jobs that nobody waits for to whoever works on them; the token it is injected by. Each job is delivered until
 * it is final: again after its owner died, at most JOB_MAX_ATTEMPTS times, then it is FAILED with `WORKER_LOST`.
 */
export abstract class JobQueue {
  /**
   * Stores a job as PENDING together with its input and its place in the queue. What resolved survives the process and
   * a power cut.
   *
   * @throws GatehouseError `QUEUE_FULL` beyond JOB_QUEUE_MAX or JOB_QUEUE_BYTES; `STORE_UNAVAILABLE`
   */
  abstract submit(job: NewJob, input: JobInput): Promise<void>;

  /**
   * Stores a job as PENDING with the input of a FAILED one.
   *
   * @param traceContext of the new job
   * @returns false where nothing is kept of that job's input: it never was in the queue, or its input was dropped
   * @throws as {@link submit}
   */
  abstract resubmit(id: string, job: NewJob, traceContext?: string | null): Promise<boolean>;

  /**
   * Delivers jobs, the oldest first, at most `concurrency` at once. The lease of each is renewed until `work` settles.
   * `work` ends its job through `JobStore.finish`. Where it resolves without, the job is handed back and delivered again
   * after a pause, as if it had not been tried; where it rejects, that attempt counts as lost.
   */
  abstract consume(work: (delivery: JobDelivery) => Promise<void>, concurrency: number): void;

  /**
   * No deliveries any more. Resolves when those under way have settled; what has not after `withinMs` is handed back: its
   * signal aborts, and another process, or this one when it starts again, gets the job at once. That attempt does not
   * count towards JOB_MAX_ATTEMPTS.
   */
  abstract stop(withinMs: number): Promise<void>;
}
