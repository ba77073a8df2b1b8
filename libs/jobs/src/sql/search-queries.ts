import { JOB_STATUS } from '@gatehouse/contracts';
import { sql, type Compilable, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { JobScope } from '../job-record.js';
import type { ListPlace } from '../list-cursor.js';
import type { JobFilter } from '../job-search.js';
import { statusesBefore } from '../job-transitions.js';
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

/** No index has this, so that an owner's few open jobs are not found by going through all that the owner ever had. */
const OWNER = sql<string>`coalesce(jobs.owner, '')`;

/** How many jobs there are of one kind. */
export interface JobCount extends Pick<JobTable, 'plugin' | 'status'> {
  /** Empty where there is none. */
  readonly error_code: string;
  readonly count: number;
}

/** How many jobs there are of each kind. Those that are not final are few, and looked at; the others were counted. */
export function countJobs(db: Jobs, scope: JobScope): RowQuery<JobCount> {
  const open = db
    .selectFrom('jobs')
    .select([
      'plugin',
      'status',
      sql<string>`''`.as('error_code'),
      sql<number>`1`.as('jobs'),
      OWNER.as('owner'),
    ])
    .where('status', 'in', statusesBefore(JOB_STATUS.FAILED));
  const final = db.selectFrom('job_counts').select(['plugin', 'status', 'error_code', 'jobs', 'owner']);
  const counts = db
    .selectFrom(open.unionAll(final).as('counted'))
    .select(({ fn }) => ['plugin', 'status', 'error_code', fn.sum<number>('jobs').as('count')])
    .groupBy(['plugin', 'status', 'error_code']);
  return scope === 'everybody' ? counts : counts.where('owner', '=', scope.owner);
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
  return scope === 'everybody' ? sum : sum.where(OWNER, '=', scope.owner);
}
