import type { ErrorBody, JobStatus, JsonObject } from '@gatehouse/contracts';

/** What a job is made from. */
export interface NewJob {
  /** A UUIDv7 that was never used before; see `newJobId`. */
  readonly id: string;
  readonly plugin: string;
  readonly requestId: string | null;
  /** Whose job it is; null while callers are not told apart. */
  readonly owner: string | null;
  /** The job that this one repeats. */
  readonly retryOf?: string | null;
}

/** Which jobs a question is about: everybody's, or those of one owner. Of others it is answered that there are none. */
export type JobScope = 'everybody' | { readonly owner: string };

/** The durable record of one execution, without what came out of it. */
export interface JobRecord {
  /** UUIDv7: ordered by the time of creation. */
  readonly id: string;
  readonly plugin: string;
  /** Whose job it is; null where callers were not told apart. */
  readonly owner: string | null;
  /** The job that this one repeats, or null. */
  readonly retryOf: string | null;
  readonly status: JobStatus;
  /** True only where a FAILED job ended because somebody asked for it. */
  readonly cancelled: boolean;
  /** How often it was started. */
  readonly attempts: number;
  /** 0 to 1; null where nothing was reported. */
  readonly progress: number | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Milliseconds the execution ran; null where it did not. */
  readonly executionTimeMs: number | null;
}

/** What came out of a job: a result when it is SUCCESS, an error when it is FAILED, neither before. */
export interface JobOutcome {
  readonly status: JobStatus;
  readonly result: JsonObject | null;
  readonly error: ErrorBody | null;
}

/** A record with its outcome. */
export type JobWithOutcome = JobRecord & JobOutcome;

/** How a job ends. */
export type JobFinal =
  | {
      readonly status: 'SUCCESS';
      readonly result: JsonObject;
      /** Milliseconds. */
      readonly executionTimeMs: number;
    }
  | {
      readonly status: 'FAILED';
      readonly error: ErrorBody;
      readonly cancelled: boolean;
      /** Milliseconds; null where nothing ran. */
      readonly executionTimeMs: number | null;
    };
