import type { ErrorBody, JsonObject } from '@gatehouse/contracts';
import type { JobRecord, JobWithOutcome } from '../job-record.js';
import type { JobTable } from './job-table.js';

/** The columns of a record: all but the outcome, which may be large, and what is the store's own. */
export const RECORD_COLUMNS = [
  'id',
  'plugin',
  'owner',
  'retry_of',
  'status',
  'cancelled',
  'attempts',
  'progress',
  'created_at',
  'started_at',
  'completed_at',
  'execution_time_ms',
] as const satisfies readonly (keyof JobTable)[];

/** The columns of a record with its outcome. */
export const OUTCOME_COLUMNS = [...RECORD_COLUMNS, 'result', 'error'] as const;

type RecordRow = Pick<JobTable, (typeof RECORD_COLUMNS)[number]>;
type OutcomeRow = Pick<JobTable, (typeof OUTCOME_COLUMNS)[number]>;

/** Reads a record out of its row. */
export function toJobRecord(row: RecordRow): JobRecord {
  return {
    id: row.id,
    plugin: row.plugin,
    owner: row.owner,
    retryOf: row.retry_of,
    status: row.status,
    cancelled: row.cancelled === 1,
    attempts: row.attempts,
    progress: row.progress,
    createdAt: new Date(row.created_at),
    startedAt: toDate(row.started_at),
    completedAt: toDate(row.completed_at),
    executionTimeMs: row.execution_time_ms,
  };
}

/** Reads a record and its outcome out of their row. */
export function toJobWithOutcome(row: OutcomeRow): JobWithOutcome {
  return {
    ...toJobRecord(row),
    result: row.result === null ? null : (JSON.parse(row.result) as JsonObject), // written by `finishJob` from one
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorBody), // written by `finishJob` from one
  };
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
