import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { JobScope } from '../job-record.js';
import type { ListPlace } from '../list-cursor.js';
import type { JobFilter } from '../job-search.js';
import { within } from './job-queries.js';
import { RECORD_COLUMNS } from './job-row.js';
import type { JobDatabase, JobTable } from './job-table.js';

/* Every query that looks through jobs. Each is carried by an index; a test asks the database for its plan. */

type Jobs = Kysely<JobDatabase>;
type JobsSelect<Row> = SelectQueryBuilder<JobDatabase, 'jobs', Row>;

/** A query whose rows are known, whoever executes it. */
export interface RowQuery<Row> extends Compilable<Row> {
  execute(): Promise<Row[]>;
}

/** The newest `limit` jobs that fit, of those that come after a place in the list. */
export function selectPage(
  db: Jobs,
  filter: JobFilter,
  limit: number,
  after: ListPlace | null,
): RowQuery<Pick<JobTable, (typeof RECORD_COLUMNS)[number]>> {
  let query = within(filter.scope, db.selectFrom('jobs').select(RECORD_COLUMNS));
  if (filter.plugin !== undefined) query = query.where('plugin', '=', filter.plugin);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.errorCode !== undefined) query = query.where('error_code', '=', filter.errorCode);
  if (filter.since !== undefined) query = query.where('created_at', '>=', filter.since.getTime());
  // one upper end, the lower of the two: of two, SQLite might walk from the one to the other
  const until = filter.until?.getTime() ?? Infinity;
  if (after !== null && after.createdAt < until) query = query.where(isBefore(after));
  else if (after !== null) query = query.where('created_at', '<', until).where(isBefore(after));
  else if (filter.until !== undefined) query = query.where('created_at', '<', until);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
}

const isBefore = ({ createdAt, id }: ListPlace) => sql<boolean>`(created_at, id) < (${createdAt}, ${id})`;

/** How many jobs there are of each plugin and status. */
export function countByPluginAndStatus(
  db: Jobs,
  scope: JobScope,
): RowQuery<Pick<JobTable, 'plugin' | 'status'> & { count: number }> {
  const counts = db
    .selectFrom('jobs')
    .select(({ fn }) => ['plugin', 'status', fn.countAll<number>().as('count')])
    .groupBy(['plugin', 'status']);
  return within(scope, counts);
}

/** How many jobs failed with each code. */
export function countByErrorCode(db: Jobs, scope: JobScope): RowQuery<{ code: string; count: number }> {
  const counts = db
    .selectFrom('jobs')
    .select((column) => [
      column.ref('error_code').$notNull().as('code'),
      column.fn.countAll<number>().as('count'),
    ])
    .where('error_code', 'is not', null)
    .groupBy('error_code');
  return within(scope, counts);
}

/** When the PENDING job was made that waits the longest. */
export function selectOldestPending(db: Jobs, scope: JobScope): JobsSelect<Pick<JobTable, 'created_at'>> {
  const oldest = db
    .selectFrom('jobs')
    .select('created_at')
    .where('status', '=', JOB_STATUS.PENDING)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1);
  return within(scope, oldest);
}

/** Bytes of the images of jobs that are not final. */
export function sumQueuedBytes(db: Jobs, scope: JobScope): RowQuery<{ bytes: number | null }> {
  const sum = db
    .selectFrom('job_inputs')
    .innerJoin('jobs', 'jobs.id', 'job_inputs.job_id')
    .select(({ fn }) => fn.sum<number | null>('job_inputs.bytes').as('bytes'))
    .where('jobs.completed_at', 'is', null);
  return scope === 'everybody' ? sum : sum.where('jobs.owner', '=', scope.owner);
}
