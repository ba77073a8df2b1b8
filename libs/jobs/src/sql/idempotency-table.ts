import type { JobDatabase } from './job-table.js';

/** One row of `idempotency_keys`. Times are milliseconds since the Unix epoch. */
export interface IdempotencyKeyTable {
  /** Whose key it is; empty where callers are not told apart: a primary key knows no null. */
  readonly owner: string;
  readonly key: string;
  /** The fencing token of the request that holds the key. */
  readonly token: string;
  readonly fingerprint: string;
  /** The id that the job of the request is to have, where that is known beforehand. */
  readonly job_id: string | null;
  readonly created_at: number;
  /** Until when it is held without having been answered. */
  readonly leased_until: number;
  readonly completed_at: number | null;
  /** 200 or 400. */
  readonly status: number | null;
  /** Of the answer's text; 0 before. */
  readonly bytes: number;
  readonly answer: string | null;
}

/** One row of `idempotency_jobs`: a job whose outcome an answer tells. */
export interface IdempotencyJobTable {
  readonly token: string;
  readonly job_id: string;
}

/** The tables, as kysely needs to know them. */
export type IdempotencyTables = Readonly<{
  idempotency_keys: IdempotencyKeyTable;
  idempotency_jobs: IdempotencyJobTable;
}>;

/** They stand beside those of jobs. */
export type IdempotencyDatabase = JobDatabase & IdempotencyTables;
