import type { ExecutionProgress } from '@gatehouse/contracts';
import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely } from 'kysely';
import type { JobEvent } from '../job-event.js';
import type { JobDatabase, JobEventTable } from './job-table.js';
import type { RowQuery } from './search-queries.js';

type Jobs = Kysely<JobDatabase>;

/** The next events of a job after a sequence, at most `limit`. */
export function selectEvents(db: Jobs, jobId: string, after: number, limit: number): RowQuery<JobEventTable> {
  return db
    .selectFrom('job_events')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit);
}

/** Sets a job's progress, where the attempt is still its own. */
export function setProgress(
  db: Jobs,
  id: string,
  runId: string,
  { fraction }: ExecutionProgress,
): Compilable {
  return db
    .updateTable('jobs')
    .set({ progress: fraction })
    .where('id', '=', id)
    .where('run_id', '=', runId)
    .where('status', '=', JOB_STATUS.RUNNING)
    .where('leased_until', 'is not', null);
}

/** Adds progress to a job's events, where the attempt is still its own. */
export function insertProgress(
  db: Jobs,
  id: string,
  runId: string,
  { fraction, message }: ExecutionProgress,
  now: number,
): Compilable {
  return db
    .insertInto('job_events')
    .columns(['job_id', 'sequence', 'at', 'status', 'attempt', 'fraction', 'message'])
    .expression((select) =>
      select
        .selectFrom('jobs')
        .select((column) => [
          'id',
          column
            .selectFrom('job_events')
            .select(sql<number>`1 + coalesce(max(sequence), 0)`.as('next'))
            .where('job_id', '=', id)
            .as('sequence'),
          sql<number>`cast(${now} as bigint)`.as('at'),
          'status',
          'attempts',
          sql<number>`cast(${fraction} as double precision)`.as('fraction'),
          sql<string>`cast(${message} as text)`.as('message'),
        ])
        .where('id', '=', id)
        .where('run_id', '=', runId)
        .where('status', '=', JOB_STATUS.RUNNING)
        .where('leased_until', 'is not', null),
    );
}

/** Reads an event out of its row. */
export function toJobEvent(row: JobEventTable): JobEvent {
  const { sequence, status, attempt, fraction, message } = row;
  const progress = fraction === null || message === null ? null : { fraction, message };
  return { sequence, at: new Date(row.at), status, attempt, progress };
}
