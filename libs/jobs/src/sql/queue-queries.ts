import { JOB_STATUS, type ErrorBody } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely } from 'kysely';
import type { JobInput } from '../job-input.js';
import type { SqlTime } from './database-access.js';
import { RECORD_COLUMNS } from './job-row.js';
import type { JobInputTable, JobTable } from './job-table.js';
import type { JobDatabase } from './job-table.js';
import type { RowQuery } from './search-queries.js';

/*
 * The statements of the queue. A partial index is used only where its condition stands in the query word for word,
 * so these conditions bind no parameters.
 */

type Jobs = Kysely<JobDatabase>;

const WAITS = sql<boolean>`status = 'PENDING' and kind = 'queued'`;
const RUNS = sql<boolean>`status = 'RUNNING'`;

/** What is asked of jobs that are to be delivered. */
const CLAIM_COLUMNS = [
  ...RECORD_COLUMNS,
  'request_id',
  'kind',
  'run_id',
  'leased_until',
  'handed_back',
] as const;

/** A job that may be delivered. */
export type ClaimableRow = Pick<JobTable, (typeof CLAIM_COLUMNS)[number]>;

/** What a queued job is run with, but for its image. */
export function insertInput(db: Jobs, input: JobInputTable): Compilable {
  return db.insertInto('job_inputs').values(input);
}

/** The row of an input. */
export function toInputRow(
  jobId: string,
  { image, mimeType, options, maxAttempts, traceContext = null }: JobInput,
): JobInputTable {
  return {
    job_id: jobId,
    mime_type: mimeType,
    options: JSON.stringify(options),
    bytes: image.byteLength,
    max_attempts: maxAttempts,
    trace_context: traceContext,
  };
}

/** The input of a job, but for its image. */
export function selectInput(db: Jobs, jobId: string): RowQuery<JobInputTable> {
  return db.selectFrom('job_inputs').selectAll().where('job_id', '=', jobId);
}

/** The oldest jobs that wait. */
export function selectWaiting(db: Jobs, limit: number): RowQuery<ClaimableRow> {
  return db.selectFrom('jobs').select(CLAIM_COLUMNS).where(WAITS).orderBy('id').limit(limit);
}

/** Jobs that are RUNNING, those first that nobody holds or whose lease ends the soonest. */
export function selectRunning(db: Jobs, limit: number): RowQuery<ClaimableRow> {
  return db
    .selectFrom('jobs')
    .select(CLAIM_COLUMNS)
    .where(RUNS)
    .orderBy('leased_until', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .limit(limit);
}

/** Jobs that a caller waited for and that are not final. */
export function selectUnfinishedSync(db: Jobs, limit: number): RowQuery<ClaimableRow> {
  return db
    .selectFrom('jobs')
    .select(CLAIM_COLUMNS)
    .where('completed_at', 'is', null)
    .where('kind', '=', 'sync')
    .orderBy('id')
    .limit(limit);
}

/** A job as it is leased. */
export function selectLease(db: Jobs, id: string): RowQuery<ClaimableRow> {
  return db.selectFrom('jobs').select(CLAIM_COLUMNS).where('id', '=', id);
}

/** Bytes of the images of all queued jobs, and whether the job is final. */
export function selectInputSizes(
  db: Jobs,
): RowQuery<Pick<JobInputTable, 'job_id' | 'bytes'> & { completed_at: number | null }> {
  return db
    .selectFrom('job_inputs')
    .innerJoin('jobs', 'jobs.id', 'job_inputs.job_id')
    .select(['job_inputs.job_id', 'job_inputs.bytes', 'jobs.completed_at'])
    .orderBy('job_inputs.job_id');
}

/** Those of the given jobs that have an input. */
export function selectKnownInputs(
  db: Jobs,
  jobIds: readonly string[],
): RowQuery<Pick<JobInputTable, 'job_id'>> {
  return db.selectFrom('job_inputs').select('job_id').where('job_id', 'in', jobIds);
}

/** The inputs of jobs that are final, those first that ended last. */
export function selectKeptInputs(db: Jobs, limit: number): RowQuery<Pick<JobInputTable, 'job_id' | 'bytes'>> {
  return db
    .selectFrom('job_inputs')
    .innerJoin('jobs', 'jobs.id', 'job_inputs.job_id')
    .select(['job_inputs.job_id', 'job_inputs.bytes'])
    .where('jobs.completed_at', 'is not', null)
    .orderBy('jobs.completed_at', 'desc')
    .orderBy('jobs.id', 'desc')
    .limit(limit);
}

/** Forgets the input of a job that is final. */
export function deleteInput(db: Jobs, jobId: string): Compilable {
  return db.deleteFrom('job_inputs').where('job_id', '=', jobId);
}

/** Nobody holds any queued job any more. */
export function giveUpAll(db: Jobs): Compilable {
  return db
    .updateTable('jobs')
    .set({ leased_until: null })
    .where(RUNS)
    .where('kind', '=', 'queued')
    .where('leased_until', 'is not', null);
}

/** Compare-and-set of a job to its next attempt, where nobody did anything to it since it was read. */
export function claimJob(
  db: Jobs,
  job: ClaimableRow,
  runId: string,
  now: number,
  leasedUntil: SqlTime,
): Compilable {
  return db
    .updateTable('jobs')
    .set({
      status: JOB_STATUS.RUNNING,
      run_id: runId,
      attempts: job.attempts + 1,
      progress: null,
      started_at: now,
      leased_until: leasedUntil,
    })
    .where('id', '=', job.id)
    .where('kind', '=', 'queued')
    .where('status', '=', job.status)
    .where('run_id', job.run_id === null ? 'is' : '=', job.run_id)
    .where('leased_until', job.leased_until === null ? 'is' : '=', job.leased_until);
}

/** Gives an attempt back that does not count. */
export function handBack(db: Jobs, id: string, runId: string): Compilable {
  return db
    .updateTable('jobs')
    .set(({ eb }) => ({ leased_until: null, handed_back: eb('handed_back', '+', 1) }))
    .where('id', '=', id)
    .where('run_id', '=', runId)
    .where('leased_until', 'is not', null);
}

/** Gives an attempt up that counts. */
export function giveUp(db: Jobs, id: string, runId: string): Compilable {
  return db
    .updateTable('jobs')
    .set({ leased_until: null })
    .where('id', '=', id)
    .where('run_id', '=', runId)
    .where('leased_until', 'is not', null);
}

/** FAILED for a job whose attempts are used up, where nobody did anything to it since it was read. */
export function loseJob(
  db: Jobs,
  job: Pick<ClaimableRow, 'id' | 'run_id' | 'leased_until'>,
  error: ErrorBody,
  now: number,
): Compilable {
  return db
    .updateTable('jobs')
    .set({
      status: JOB_STATUS.FAILED,
      completed_at: now,
      leased_until: null,
      error: JSON.stringify(error),
      error_code: error.details.code,
    })
    .where('id', '=', job.id)
    .where('completed_at', 'is', null)
    .where('run_id', job.run_id === null ? 'is' : '=', job.run_id)
    .where('leased_until', job.leased_until === null ? 'is' : '=', job.leased_until);
}

/** Whether a job waits in the queue, and how many were there before it. */
export function selectPosition(db: Jobs, id: string): RowQuery<{ before: number }> {
  return db
    .selectFrom('jobs')
    .select(
      sql<number>`(select count(*) from jobs earlier
        where earlier.status = 'PENDING' and earlier.kind = 'queued' and earlier.id < ${id})`.as('before'),
    )
    .where('id', '=', id)
    .where(WAITS);
}
