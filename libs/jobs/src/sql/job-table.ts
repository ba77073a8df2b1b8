import type { JobStatus } from '@gatehouse/contracts';

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
}

/** The tables, as kysely needs to know them. */
export interface JobDatabase {
  readonly jobs: JobTable;
}
