import { sql } from 'kysely';
import { demandRoom, type QueueLimits } from '../queue-room.js';
import type { DatabaseReader } from '../sql/database-access.js';

/** How long a count is good enough, in milliseconds. */
const GOOD_MS = 1000;

interface Waiting {
  readonly jobs: number;
  readonly bytes: number;
}

/**
 * How much is in the queue, of all processes together. Counting it all takes time, so a count is kept for a second and
 * what this process adds is added to it: several processes may exceed the limits by what they take in that second.
 */
export class SharedRoom {
  private waiting: Waiting = { jobs: 0, bytes: 0 };
  private countedAt = -Infinity;
  private counting: Promise<void> | null = null;

  constructor(
    private readonly limits: QueueLimits,
    private readonly reader: DatabaseReader,
  ) {}

  /** @throws GatehouseError `QUEUE_FULL` where there is no room for one more of this size; `STORE_UNAVAILABLE` */
  async take(bytes: number): Promise<void> {
    if (performance.now() - this.countedAt > GOOD_MS) await this.count();
    try {
      demandRoom(this.limits, this.waiting, bytes);
    } catch {
      await this.count(); // some may have left since
      demandRoom(this.limits, this.waiting, bytes);
    }
    this.add(1, bytes);
  }

  /** What was taken was not used. */
  giveBack(bytes: number): void {
    this.add(-1, -bytes);
  }

  private add(jobs: number, bytes: number): void {
    this.waiting = { jobs: this.waiting.jobs + jobs, bytes: this.waiting.bytes + bytes };
  }

  private count(): Promise<void> {
    this.counting ??= this.countNow().finally(() => {
      this.counting = null;
    });
    return this.counting;
  }

  private async countNow(): Promise<void> {
    const counted = await this.reader.first(
      this.reader.db
        .selectFrom('jobs')
        .innerJoin('job_inputs', 'job_inputs.job_id', 'jobs.id')
        .select(({ fn }) => [
          fn.countAll<number>().as('jobs'),
          sql<number>`coalesce(sum(job_inputs.bytes), 0)`.as('bytes'),
        ])
        .where('jobs.completed_at', 'is', null),
    );
    this.waiting = counted ?? { jobs: 0, bytes: 0 };
    this.countedAt = performance.now();
  }
}
