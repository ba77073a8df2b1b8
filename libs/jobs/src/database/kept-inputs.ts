import type { QueueLimits } from '../queue-room.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { deleteInput, selectKeptInputs } from '../sql/queue-queries.js';

/** Most inputs that are forgotten at a time because there are too many of them. */
const STEP = 500;
/** What part of the queue's bytes may be taken by images of jobs that failed, beside it. */
const KEPT_PART = 4;

/** The inputs of jobs that failed, which are kept for trying again: the newest, within a bound. */
export class KeptInputs {
  private bytes = 0;

  constructor(
    private readonly reader: DatabaseReader,
    private readonly writer: DatabaseWriter,
    private readonly limits: QueueLimits,
  ) {}

  /**
   * To be told of every input that is kept.
   *
   * @returns whether some have to be forgotten
   */
  add(bytes: number): boolean {
    this.bytes += bytes;
    return this.bytes > this.maxBytes;
  }

  /** Forgets the oldest that are more than is kept, those too that are added meanwhile. */
  async forgetExcess(): Promise<void> {
    while ((await this.forgetStep()) || this.bytes > this.maxBytes);
  }

  private get maxBytes(): number {
    return this.limits.maxBytes / KEPT_PART;
  }

  /** False where there are none. */
  private async forgetStep(): Promise<boolean> {
    const { reader, writer, limits } = this;
    const before = this.bytes;
    const rows = await reader.all(selectKeptInputs(reader.db, limits.maxJobs + STEP));
    let bytes = 0;
    const excess = rows.filter((row, index) => {
      bytes += row.bytes;
      return index >= limits.maxJobs || bytes > this.maxBytes;
    });
    await Promise.all(excess.map(({ job_id }) => writer.run(deleteInput(reader.db, job_id))));
    const added = this.bytes - before; // perhaps counted twice, and then once by the next look
    this.bytes = added + bytes - excess.reduce((sum, row) => sum + row.bytes, 0);
    return excess.length > 0;
  }
}
