import type { Compilable } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { JobInput } from '../job-input.js';
import { JobQueue, type JobDelivery } from '../job-queue.js';
import type { NewJob } from '../job-record.js';
import { insertJob, selectJob } from '../sql/job-queries.js';
import { insertInput, selectInput, toInputRow } from '../sql/queue-queries.js';
import type { JobChanges } from '../database/job-changes.js';
import { WriteRefused } from '../database/write-refused.js';
import { databaseFailure } from './database-failure.js';
import { copyImage, insertImage } from './image-table.js';
import { QUEUE } from './open-boss.js';
import type { PostgresReader } from './postgres-reader.js';
import type { SharedDeliveryLoop } from './shared-delivery-loop.js';
import type { SharedRoom } from './shared-room.js';

/** What the shared queue consists of. */
export interface PostgresJobQueueParts {
  readonly boss: PgBoss;
  /** Its pool writes, too: a submission is a transaction of its own, which holds up nobody else's. */
  readonly reader: PostgresReader;
  readonly room: SharedRoom;
  readonly changes: JobChanges;
  readonly loop: SharedDeliveryLoop;
}

/** What was to be copied is not there any more: it was swept, or its job erased. */
class InputGone extends Error {}

/** The queue that servers and workers share: the row of a job, its input and its entry in pg-boss commit together. */
export class PostgresJobQueue extends JobQueue {
  constructor(private readonly parts: PostgresJobQueueParts) {
    super();
  }

  override async submit(job: NewJob, input: JobInput): Promise<void> {
    const { db } = this.parts.reader;
    await this.add(job, input.image.byteLength, [
      insertInput(db, toInputRow(job.id, input)),
      insertImage(db, job.id, input.image),
    ]);
  }

  override async resubmit(id: string, job: NewJob, traceContext: string | null = null): Promise<boolean> {
    const { reader } = this.parts;
    const kept = await reader.first(selectInput(reader.db, id));
    if (kept === null) return false;
    const input = { ...kept, job_id: job.id, trace_context: traceContext };
    const copies = [insertInput(reader.db, input), copyImage(reader.db, id, job.id)];
    try {
      await this.add({ retryOf: id, ...job }, kept.bytes, copies);
      return true;
    } catch (thrown) {
      if (thrown instanceof InputGone) return false;
      throw thrown;
    }
  }

  override consume(work: (delivery: JobDelivery) => Promise<void>, concurrency: number): void {
    this.parts.loop.start(work, concurrency);
  }

  override stop(withinMs: number): Promise<void> {
    return this.parts.loop.stop(withinMs);
  }

  private async add(job: NewJob, bytes: number, input: readonly Compilable[]): Promise<void> {
    const { room, changes, loop } = this.parts;
    await room.take(bytes);
    try {
      await this.insert(job, input);
    } catch (thrown) {
      room.giveBack(bytes);
      throw thrown;
    }
    changes.tell(job.id);
    loop.wake();
  }

  private async insert(job: NewJob, input: readonly Compilable[]): Promise<void> {
    const { reader, boss } = this.parts;
    try {
      await reader.db.transaction().execute(async (trx) => {
        await trx.executeQuery(insertJob(trx, job, 'queued', reader.timeIn(0)).compile());
        for (const query of input) {
          const { numAffectedRows } = await trx.executeQuery(query.compile());
          if (numAffectedRows !== 1n) throw new InputGone();
        }
        const entry = await boss.send(QUEUE, {}, { id: job.id, db: fromKysely(trx) });
        if (entry === null) throw new WriteRefused('there is an entry of this id in the queue');
      });
    } catch (thrown) {
      if (thrown instanceof InputGone) throw thrown;
      const failure = thrown instanceof WriteRefused ? thrown : databaseFailure(thrown);
      // The connection may have been lost after the commit and before it was told: then the job is in the queue.
      const isThere = async (): Promise<boolean> =>
        (await reader.first(selectJob(reader.db, job.id, 'everybody'))) !== null;
      if (!(failure instanceof WriteRefused) && (await isThere())) return;
      throw failure;
    }
  }
}
