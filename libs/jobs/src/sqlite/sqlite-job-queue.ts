import type { JobInput } from '../job-input.js';
import { JobQueue, type JobDelivery } from '../job-queue.js';
import type { NewJob } from '../job-record.js';
import { insertJob, selectJob } from '../sql/job-queries.js';
import type { JobInputTable } from '../sql/job-table.js';
import { insertInput, selectInput, toInputRow } from '../sql/queue-queries.js';
import type { DeliveryLoop } from './delivery-loop.js';
import type { JobChanges } from '../database/job-changes.js';
import type { QueueInputs } from './queue-inputs.js';
import type { Reader } from './reader.js';
import { WriteRefused } from '../database/write-refused.js';
import type { Writer } from './writer.js';

/** What the embedded queue consists of. */
export interface SqliteJobQueueParts {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly inputs: QueueInputs;
  readonly changes: JobChanges;
  readonly loop: DeliveryLoop;
}

/** The embedded queue: rows of the store, images in files beside it. */
export class SqliteJobQueue extends JobQueue {
  constructor(private readonly parts: SqliteJobQueueParts) {
    super();
  }

  override async submit(job: NewJob, input: JobInput): Promise<void> {
    await this.add(job, toInputRow(job.id, input), async () => {
      await this.parts.inputs.files.write(job.id, input.image);
      return true;
    });
  }

  override async resubmit(id: string, job: NewJob, traceContext: string | null = null): Promise<boolean> {
    const { reader, inputs } = this.parts;
    const kept = await reader.first(selectInput(reader.db, id));
    if (kept === null) return false;
    const input = { ...kept, job_id: job.id, trace_context: traceContext };
    return this.add({ retryOf: id, ...job }, input, () => inputs.files.copy(id, job.id));
  }

  override consume(work: (delivery: JobDelivery) => Promise<void>, concurrency: number): void {
    this.parts.loop.start(work, concurrency);
  }

  override stop(withinMs: number): Promise<void> {
    return this.parts.loop.stop(withinMs);
  }

  /** The image first: a row that is there promises it. */
  private async add(job: NewJob, input: JobInputTable, writeImage: () => Promise<boolean>): Promise<boolean> {
    const { inputs, changes, loop } = this.parts;
    inputs.room.take(job.id, input.bytes);
    let isStored = false;
    try {
      if (!(await writeImage())) return false;
      await this.insert(job, input);
      isStored = true;
    } finally {
      if (!isStored) inputs.room.leave(job.id);
    }
    changes.tell(job.id);
    loop.wake();
    return true;
  }

  private async insert(job: NewJob, input: JobInputTable): Promise<void> {
    const { reader, writer, inputs } = this.parts;
    try {
      await writer.runAll([
        insertJob(reader.db, job, 'queued', reader.timeIn(0)),
        insertInput(reader.db, input),
      ]);
    } catch (thrown) {
      // The writer may have died after the commit and before it said so: then the job is in the queue all the same.
      const isThere = async (): Promise<boolean> =>
        (await reader.first(selectJob(reader.db, job.id, 'everybody'))) !== null;
      if (!(thrown instanceof WriteRefused) && (await isThere())) return;
      inputs.remove(job.id);
      throw thrown;
    }
  }
}
