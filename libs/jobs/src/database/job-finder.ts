import type { Kysely } from 'kysely';
import { JOB_STATUS } from '@gatehouse/contracts';
import type { JobScope, JobWithOutcome } from '../job-record.js';
import type { JobFilter, JobPage, JobStats, QueueOutlook } from '../job-search.js';
import { fromCursor, toCursor } from '../list-cursor.js';
import type { QueueLoad, ServiceTimes } from '../service-times.js';
import { selectJobWithOutcome } from '../sql/job-queries.js';
import { toJobRecord, toJobWithOutcome } from '../sql/job-row.js';
import { selectPosition } from '../sql/queue-queries.js';
import {
  countJobs,
  selectOldestPending,
  selectPage,
  sumQueuedBytes,
  type JobCount,
  type RowQuery,
} from '../sql/search-queries.js';
import type { JobDatabase } from '../sql/job-table.js';

/** Executes queries that may take longer than the event loop may be held up. */
export interface QueryReader {
  all<Row>(query: RowQuery<Row>): Promise<readonly Row[]>;
  /** A query that gives at most one row. */
  first<Row>(query: RowQuery<Row>): Promise<Row | null>;
}

/** Looks through the jobs. */
export class JobFinder {
  /**
   * @param db builds the queries
   * @param reader executes them
   * @param load how much is worked on now
   */
  constructor(
    private readonly db: Kysely<JobDatabase>,
    private readonly reader: QueryReader,
    private readonly times: ServiceTimes,
    private readonly load: () => QueueLoad,
  ) {}

  async list(filter: JobFilter, limit: number, cursor: string | null): Promise<JobPage> {
    const after = cursor === null ? null : fromCursor(cursor);
    const rows = await this.reader.all(selectPage(this.db, filter, limit + 1, after));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      jobs: page.map(toJobRecord),
      nextCursor: last === undefined ? null : toCursor({ createdAt: last.created_at, id: last.id }),
    };
  }

  async findWithResult(id: string, scope: JobScope): Promise<JobWithOutcome | null> {
    const row = await this.reader.first(selectJobWithOutcome(this.db, id, scope));
    return row === null ? null : toJobWithOutcome(row);
  }

  async outlook(id: string): Promise<QueueOutlook> {
    const found = await this.reader.first(selectPosition(this.db, id));
    if (found === null) return { position: null, estimatedStartAt: null };
    const position = found.before + 1;
    const waitMs = this.times.waitOf(position, this.load());
    return { position, estimatedStartAt: waitMs === null ? null : new Date(Date.now() + waitMs) };
  }

  async stats(scope: JobScope): Promise<JobStats> {
    const { db } = this;
    const [counts, bytes, oldest] = await Promise.all([
      this.reader.all(countJobs(db, scope)),
      this.reader.first(sumQueuedBytes(db, scope)),
      this.reader.first(selectOldestPending(db, scope)),
    ]);
    return {
      ...summed(counts),
      queuedBytes: bytes?.bytes ?? 0,
      oldestPendingAt: oldest === null ? null : new Date(oldest.created_at),
    };
  }
}

function summed(
  counts: readonly JobCount[],
): Pick<JobStats, 'total' | 'byStatus' | 'byPlugin' | 'byErrorCode'> {
  const of = (fits: (count: JobCount) => boolean): number =>
    counts.filter(fits).reduce((sum, { count }) => sum + count, 0);
  const valuesOf = (key: 'plugin' | 'error_code'): readonly string[] =>
    [...new Set(counts.filter(({ count }) => count > 0).map((count) => count[key]))].sort();
  const { PENDING, RUNNING, SUCCESS, FAILED } = JOB_STATUS;
  return {
    total: of(() => true),
    byStatus: {
      [PENDING]: of(({ status }) => status === PENDING),
      [RUNNING]: of(({ status }) => status === RUNNING),
      [SUCCESS]: of(({ status }) => status === SUCCESS),
      [FAILED]: of(({ status }) => status === FAILED),
    },
    byPlugin: valuesOf('plugin').map((name) => ({
      plugin: name,
      count: of(({ plugin }) => plugin === name),
      failed: of(({ plugin, status }) => plugin === name && status === FAILED),
    })),
    byErrorCode: valuesOf('error_code')
      .filter((code) => code !== '')
      .map((code) => ({ code, count: of(({ error_code }) => error_code === code) })),
  };
}
