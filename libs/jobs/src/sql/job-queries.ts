import { JOB_STATUS } from '@gatehouse/contracts';
import type { Compilable, Kysely, SelectQueryBuilder } from 'kysely';
import type { JobFinal, NewJob } from '../job-record.js';
import { FIRST_JOB_STATUS, statusesBefore } from '../job-transitions.js';
import { OUTCOME_COLUMNS, RECORD_COLUMNS } from './job-row.js';
import type { JobDatabase, JobTable } from './job-table.js';

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
export function insertJob(db: Jobs, job: NewJob, now: number): Compilable {
  return db.insertInto('jobs').values({
    id: job.id,
    plugin: job.plugin,
    status: FIRST_JOB_STATUS,
    cancelled: 0,
    attempts: 0,
    request_id: job.requestId,
    owner: job.owner,
    created_at: now,
  });
}

/** Compare-and-set to RUNNING under a new fencing token. */
export function startJob(db: Jobs, id: string, runId: string, now: number): Compilable {
  return db
    .updateTable('jobs')
    .set((column) => ({
      status: JOB_STATUS.RUNNING,
      run_id: runId,
      attempts: column('attempts', '+', 1),
      started_at: now,
    }))
    .where('id', '=', id)
    .where('status', 'in', statusesBefore(JOB_STATUS.RUNNING));
}

/** Compare-and-set to a final state; a token of null stands for a job that was never started. */
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
      execution_time_ms: final.executionTimeMs,
      ...(final.status === JOB_STATUS.SUCCESS
        ? { result: JSON.stringify(final.result) }
        : { error: JSON.stringify(final.error), cancelled: final.cancelled ? 1 : 0 }),
    })
    .where('id', '=', id)
    .where('status', 'in', statusesBefore(final.status))
    .where('run_id', runId === null ? 'is' : '=', runId);
}

/** A record by its id. */
export function selectJob(db: Jobs, id: string): JobSelect<(typeof RECORD_COLUMNS)[number]> {
  return db.selectFrom('jobs').select(RECORD_COLUMNS).where('id', '=', id);
}

/** A record with its outcome by its id. */
export function selectJobWithOutcome(db: Jobs, id: string): JobSelect<(typeof OUTCOME_COLUMNS)[number]> {
  return db.selectFrom('jobs').select(OUTCOME_COLUMNS).where('id', '=', id);
}

/** The oldest jobs that are not final, at most `limit`. */
export function selectUnfinished(
  db: Jobs,
  limit: number,
): JobSelect<'id' | 'plugin' | 'run_id' | 'request_id'> {
  return db
    .selectFrom('jobs')
    .select(['id', 'plugin', 'run_id', 'request_id'])
    .where('completed_at', 'is', null)
    .orderBy('id')
    .limit(limit);
}

/** How many jobs are final. */
export function countFinished(db: Jobs): SelectQueryBuilder<JobDatabase, 'jobs', { count: number }> {
  return db
    .selectFrom('jobs')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('completed_at', 'is not', null);
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
