import type { JobFinal, JobRecord, JobWithOutcome, NewJob } from './job-record.js';

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
 * rejection; whoever awaits it later still meets the error, and may not conclude that nothing was stored. What a resolved write wrote survives the process and a
 * power cut. Reads see every write that has resolved.
 *
 * `runId` is the fencing token of one attempt: only who started a job with it can end that job.
 *
 * All methods reject with a GatehouseError `STORE_UNAVAILABLE` where the store cannot be used now.
 */
export abstract class JobStore {
  /** Stores a job as PENDING. Rejects where the id was used before. */
  abstract create(job: NewJob, haste?: WriteHaste): Promise<void>;

  /** PENDING → RUNNING. False where the job is not there or not PENDING. */
  abstract start(id: string, runId: string, haste?: WriteHaste): Promise<boolean>;

  /**
   * RUNNING → SUCCESS or FAILED where `runId` is the one it was started with; with a `runId` of null PENDING → FAILED.
   * False where the job is not there, is final, or belongs to another run.
   */
  abstract finish(id: string, runId: string | null, final: JobFinal): Promise<boolean>;

  /** The record of a job, or null. */
  abstract find(id: string): Promise<JobRecord | null>;

  /** The record of a job with its outcome, or null. */
  abstract findWithResult(id: string): Promise<JobWithOutcome | null>;

  /** Resolves where the store can be read and takes writes. */
  abstract ping(): Promise<void>;

  /** Ends it once everything posted so far is stored. May be called more than once. */
  abstract close(): Promise<void>;
}
