import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { ErrorBody } from '@gatehouse/contracts';
import type { JobFinal, JobScope, NewJob } from '../job-record.js';
import { FIRST_JOB_STATUS, statusesBefore } from '../job-transitions.js';
import type { SqlTime } from './database-access.js';
import { OUTCOME_COLUMNS, RECORD_COLUMNS } from './job-row.js';
import type { JobDatabase, JobKind, JobTable } from './job-table.js';

/*
 * Every statement the stores need, free of any one database's dialect. Those that write change one row or none,
 * and how many rows they changed says whether they took effect.
 */

type Jobs = Kysely<JobDatabase>;
type JobSelect<Column extends keyof JobTable> = SelectQueryBuilder<
  JobDatabase,
  'jobs',
  Pick<JobTable, Column>
>;

/** Stores a new job. */
export function insertJob(db: Jobs, job: NewJob, kind: JobKind, now: SqlTime): Compilable {
  return db.insertInto('jobs').values({
    id: job.id,
    plugin: job.plugin,
    status: FIRST_JOB_STATUS,
    cancelled: 0,
    attempts: 0,
    request_id: job.requestId,
    owner: job.owner,
    created_at: now,
    kind,
    handed_back: 0,
    retry_of: job.retryOf ?? null,
  });
}

/** Compare-and-set of a waiting job to RUNNING under a new fencing token. */
export function startJob(db: Jobs, id: string, runId: string, now: number, leasedUntil: SqlTime): Compilable {
  return db
    .updateTable('jobs')
    .set((column) => ({
      status: JOB_STATUS.RUNNING,
      run_id: runId,
      attempts: column('attempts', '+', 1),
      started_at: now,
      leased_until: leasedUntil,
    }))
    .where('id', '=', id)
    .where('status', 'in', statusesBefore(JOB_STATUS.RUNNING));
}

/**
 * Compare-and-set to a final state; a token of null stands for a job that was never started. One that was handed back
 * ends nothing any more.
 */
export function finishJob(
  db: Jobs,
  id: string,
  runId: string | null,
  final: JobFinal,
  now: number,
): Compilable {
  return db
    .updateTable('jobs')
    .set({
      status: final.status,
      completed_at: now,
      leased_until: null,
      execution_time_ms: final.executionTimeMs,
      ...(final.status === JOB_STATUS.SUCCESS
        ? { result: JSON.stringify(final.result) }
        : failedColumns(final.error, final.cancelled)),
    })
    .where('id', '=', id)
    .where('status', 'in', statusesBefore(final.status))
    .where('run_id', runId === null ? 'is' : '=', runId)
    .where('leased_until', runId === null ? 'is' : 'is not', null);
}

/** Compare-and-set of a job that is not final to FAILED, whoever runs it. */
export function cancelJob(db: Jobs, id: string, error: ErrorBody, now: number): Compilable {
  return db
    .updateTable('jobs')
    .set({
      status: JOB_STATUS.FAILED,
      completed_at: now,
      leased_until: null,
      ...failedColumns(error, true),
    })
    .where('id', '=', id)
    .where('status', 'in', statusesBefore(JOB_STATUS.FAILED));
}

function failedColumns(
  error: ErrorBody,
  cancelled: boolean,
): Pick<JobTable, 'error' | 'error_code' | 'cancelled'> {
  return { error: JSON.stringify(error), error_code: error.details.code, cancelled: cancelled ? 1 : 0 };
}

/** Deletes a job that is final. */
export function deleteJob(db: Jobs, id: string): Compilable {
  return db.deleteFrom('jobs').where('id', '=', id).where('completed_at', 'is not', null);
}

/** A record by its id. */
export function selectJob(db: Jobs, id: string, scope: JobScope): JobSelect<(typeof RECORD_COLUMNS)[number]> {
  return within(scope, db.selectFrom('jobs').select(RECORD_COLUMNS).where('id', '=', id));
}

/** A record with its outcome by its id. */
export function selectJobWithOutcome(
  db: Jobs,
  id: string,
  scope: JobScope,
): JobSelect<(typeof OUTCOME_COLUMNS)[number]> {
  return within(scope, db.selectFrom('jobs').select(OUTCOME_COLUMNS).where('id', '=', id));
}

/** Narrows a query to the jobs that a question is about. */
export function within<Row>(
  scope: JobScope,
  query: SelectQueryBuilder<JobDatabase, 'jobs', Row>,
): SelectQueryBuilder<JobDatabase, 'jobs', Row> {
  return scope === 'everybody' ? query : query.where('owner', '=', scope.owner);
}

/** How many jobs are final. */
export function countFinished(
  db: Jobs,
): SelectQueryBuilder<JobDatabase, 'job_counts', { count: number | null }> {
  return db.selectFrom('job_counts').select(({ fn }) => fn.sum<number | null>('jobs').as('count'));
}

/** When the `limit` jobs ended that have been final the longest, and how large their outcomes are. */
export function selectOldestFinished(
  db: Jobs,
  limit: number,
): SelectQueryBuilder<JobDatabase, 'jobs', { completed_at: number; bytes: number }> {
  return db
    .selectFrom('jobs')
    .select((column) => [
      column.ref('completed_at').$notNull().as('completed_at'),
      sql<number>`coalesce(octet_length(result), 0) + coalesce(octet_length(error), 0)`.as('bytes'),
    ])
    .where('completed_at', 'is not', null)
    .orderBy('completed_at')
    .orderBy('id')
    .limit(limit);
}

/** Deletes the `limit` jobs that have been final the longest. */
export function deleteOldestFinished(db: Jobs, limit: number): Compilable {
  return db
    .deleteFrom('jobs')
    .where('id', 'in', (outer) =>
      outer
        .selectFrom('jobs')
        .select('id')
        .where('completed_at', 'is not', null)
        .orderBy('completed_at')
        .orderBy('id')
        .limit(limit),
    );
}
