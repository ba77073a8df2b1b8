import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { Sweep } from '../database/sweep.js';
import type { RetentionRules } from '../jobs-options.js';
import { foldCounts } from './fold-counts.js';

const EVERY_MS = 60_000;
/** Most rows deleted under one commit, so that no caller's write waits long behind it. */
const STEP = 200;
const DAY_MS = 24 * 3600 * 1000;

/** Deletes up to $1 jobs of those that are too old, too many or too large together, and that nobody else deletes. */
const DELETE = `
  delete from jobs where id in (select id from jobs where id in (
    select id from (
      select id, completed_at, row_number() over newest as place,
        sum(coalesce(octet_length(result), 0) + coalesce(octet_length(error), 0)) over newest as bytes
      from jobs where completed_at is not null
      window newest as (order by completed_at desc, id desc)
    ) as history
    where place > $2 or bytes > $3 or completed_at < extract(epoch from clock_timestamp()) * 1000 - $4::bigint
    order by completed_at limit $1
  ) for update skip locked)`;

/** Keeps the history of all servers, and what counts it, within bounds. Whichever of them looks, once in a minute each. */
export class SharedRetention {
  private readonly logger = new Logger('Retention');
  private readonly sweep = new Sweep(
    () => this.sweepAll(),
    (thrown) => {
      this.logger.warn({ cause: String(thrown) }, 'old jobs could not be deleted');
    },
  );

  constructor(
    private readonly pool: Pool,
    private readonly rules: RetentionRules,
  ) {}

  /** Deletes what is too much now, and from time to time. */
  start(): void {
    void this.sweep.start(EVERY_MS);
  }

  /** Resolves when what is too much is gone. Never rejects: the next time tries again. */
  sweepNow(): Promise<void> {
    return this.sweep.now();
  }

  /** Resolves when nothing is being deleted any more. */
  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async sweepAll(): Promise<void> {
    const { count, days, bytes } = this.rules;
    for (;;) {
      const { rowCount } = await this.pool.query(DELETE, [STEP, count, bytes, days * DAY_MS]);
      if ((rowCount ?? 0) < STEP) break;
    }
    await foldCounts(this.pool);
  }
}
