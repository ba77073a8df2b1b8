import type { JobStatus } from '@gatehouse/contracts';

/** Whether a caller waits for a job (`sync`), or it waits in the queue and may be run again (`queued`). */
export type JobKind = 'sync' | 'queued';

/** One row of `jobs`. Times are milliseconds since the Unix epoch; JSON is kept as text. */
export interface JobTable {
  readonly id: string;
  readonly plugin: string;
  readonly status: JobStatus;
  /** 0 or 1. */
  readonly cancelled: number;
  readonly attempts: number;
  readonly progress: number | null;
  /** The fencing token of the current attempt; null before the first. */
  readonly run_id: string | null;
  readonly request_id: string | null;
  readonly owner: string | null;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly completed_at: number | null;
  readonly execution_time_ms: number | null;
  readonly result: string | null;
  readonly error: string | null;
  readonly kind: JobKind;
  /** Until when somebody holds a RUNNING job; null where nobody does: it was handed back, or does not run. */
  readonly leased_until: number | null;
  /** How many of the attempts were handed back, and so do not count towards the most there may be. */
  readonly handed_back: number;
  /** `error.details.code` of a FAILED job. */
  readonly error_code: string | null;
  /** The job that this one repeats. */
  readonly retry_of: string | null;
}

/** One row of `job_inputs`: what a queued job is run with, but for the image, which each store keeps in its own way. */
export interface JobInputTable {
  readonly job_id: string;
  readonly mime_type: string | null;
  /** JSON. */
  readonly options: string;
  /** Of the image. */
  readonly bytes: number;
  readonly max_attempts: number;
  readonly trace_context: string | null;
}

/** One row of `job_events`: a state a job came into, or progress (then `fraction` and `message` are there). */
export interface JobEventTable {
  readonly job_id: string;
  readonly sequence: number;
  readonly at: number;
  readonly status: JobStatus;
  readonly attempt: number;
  readonly fraction: number | null;
  readonly message: string | null;
}

/** How many jobs of one kind are final, or were deleted since: several rows of one kind add up. */
export interface JobCountTable {
  /** Empty where there is none. */
  readonly owner: string;
  readonly plugin: string;
  readonly status: JobStatus;
  /** Empty where there is none. */
  readonly error_code: string;
  readonly jobs: number;
}

/** The tables, as kysely needs to know them. */
export interface JobDatabase {
  readonly jobs: JobTable;
  readonly job_inputs: JobInputTable;
  readonly job_events: JobEventTable;
  readonly job_counts: JobCountTable;
}
