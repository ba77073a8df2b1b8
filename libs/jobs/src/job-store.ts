import type { ErrorBody } from '@gatehouse/contracts';
import type { JobFinal, JobRecord, JobScope, JobWithOutcome, NewJob } from './job-record.js';
import type { JobFilter, JobPage, JobStats, QueueOutlook } from './job-search.js';

/**
 * How soon a write is wanted. `soon`: with the next one that is wanted `now`, or some milliseconds later; for writes
 * that nobody waits for by themselves, so that all steps of a short job share one commit.
 */
export type WriteHaste = 'now' | 'soon';

/**
 * Where job records are kept; the token it is injected by.
 *
 * Writes take effect in the order in which they were called, also when the earlier ones were not awaited: a caller
 * may post `create` and `start` and await only `finish`. A write that fails while nobody awaits it is no unhandled
 * rejection; whoever awaits it later still meets the error, and may not conclude that nothing was stored. What a
 * resolved write wrote survives the process and a power cut. Reads see every write that has resolved.
 *
 * `runId` is the fencing token of one attempt: only who started a job with it can end that job. Whoever starts a job
 * holds it by a lease, which the store renews until `finish` settles, however it does. A job whose lease ran out is
 * FAILED with `WORKER_LOST`, or delivered again where it came through the queue.
 *
 * All methods reject with a GatehouseError `STORE_UNAVAILABLE` where the store cannot be used now.
 */
export abstract class JobStore {
  /** Stores a job as PENDING that its caller waits for. Rejects where the id was used before. */
  abstract create(job: NewJob, haste?: WriteHaste): Promise<void>;

  /** PENDING → RUNNING. False where the job is not there or not PENDING. */
  abstract start(id: string, runId: string, haste?: WriteHaste): Promise<boolean>;

  /**
   * Aborted when an attempt that this process started was ended by somebody else: the job was cancelled, or its lease
   * was lost. What runs is then to be stopped, and nothing it says counts any more.
   *
   * @param runId of an attempt for which `start` was called, or a delivery's
   */
  abstract revocation(runId: string): AbortSignal;

  /**
   * RUNNING → SUCCESS or FAILED where `runId` is the one it was started with; with a `runId` of null PENDING → FAILED.
   * False where the job is not there, is final, or belongs to another run.
   */
  abstract finish(id: string, runId: string | null, final: JobFinal): Promise<boolean>;

  /**
   * PENDING or RUNNING → FAILED, cancelled, whoever runs it: the attempt's token is void from then on, and its owner is
   * told, in whatever process. False where the job is not there or is final.
   */
  abstract cancel(id: string, error: ErrorBody): Promise<boolean>;

  /** Removes a job that is final: its record, result, image and events. False where it is not there or not final. */
  abstract erase(id: string): Promise<boolean>;

  /** The record of a job, or null; also where it is out of scope. */
  abstract find(id: string, scope?: JobScope): Promise<JobRecord | null>;

  /** The record of a job with its outcome, or null; also where it is out of scope. */
  abstract findWithResult(id: string, scope?: JobScope): Promise<JobWithOutcome | null>;

  /**
   * @param limit most jobs of the page, at least 1
   * @param cursor of an earlier page with the same filter; null for the first
   * @throws GatehouseError `CURSOR_INVALID` for a cursor that no page gave
   */
  abstract list(filter: JobFilter, limit: number, cursor: string | null): Promise<JobPage>;

  /** Where a job waits and when it may begin. */
  abstract outlook(id: string): Promise<QueueOutlook>;

  abstract stats(scope?: JobScope): Promise<JobStats>;

  /** Resolves where the store can be read and takes writes. */
  abstract ping(): Promise<void>;

  /** Ends it once everything posted so far is stored. May be called more than once. */
  abstract close(): Promise<void>;
}
