import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { deleteKeys, selectOldestKeys, sumKeys } from '../sql/idempotency-queries.js';
import { sweptOf, type IdempotencyLimits } from '../sql/idempotency-sweep.js';
import type { IdempotencyDatabase, IdempotencyTables } from '../sql/idempotency-table.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { Sweep } from './sweep.js';

const EVERY_MS = 60_000;
/** As much of the allowed bytes may come on top until the next look. */
const SLACK = 0.1;
/** Most entries looked at, and so deleted, under one commit: no caller's write waits long behind it. */
const STEP = 200;

/** Forgets idempotency keys whose time is over, and the oldest where there are too many. */
export class KeySweeper {
  private readonly logger = new Logger(KeySweeper.name);
  private readonly sweep = new Sweep(
    () => this.sweepAll(),
    (thrown) => {
      // Entries that are too old count for nothing meanwhile.
      this.logger.warn({ cause: String(thrown) }, 'old idempotency keys could not be deleted');
    },
  );
  private newEntries = 0;
  private newBytes = 0;

  constructor(
    private readonly reader: DatabaseReader,
    private readonly writer: DatabaseWriter,
    private readonly limits: IdempotencyLimits,
  ) {}

  /** Sweeps now, and from time to time. */
  start(): void {
    void this.sweep.start(EVERY_MS);
  }

  /** To be told of every answer that is kept. */
  kept(bytes: number): void {
    this.newEntries += 1;
    this.newBytes += bytes;
    const { maxEntries, maxBytes } = this.limits;
    if (this.newEntries > maxEntries * SLACK || this.newBytes > maxBytes * SLACK) void this.sweep.now();
  }

  /** Ends it; resolves when nothing is being deleted. */
  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async sweepAll(): Promise<void> {
    this.newEntries = 0;
    this.newBytes = 0;
    const db: Kysely<IdempotencyDatabase> = this.reader.db.$extendTables<IdempotencyTables>();
    for (;;) {
      const oldest = await this.reader.all(selectOldestKeys(db, STEP));
      const sums = await this.reader.first(sumKeys(db));
      const total = { entries: sums?.entries ?? 0, bytes: sums?.bytes ?? 0 };
      const swept = sweptOf(oldest, total, this.limits, Date.now());
      if (swept.length === 0) return;
      await this.writer.run(deleteKeys(db, swept));
    }
  }
}
