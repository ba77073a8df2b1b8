import type { JobStats } from '@gatehouse/jobs';
import { Gauge, type Registry } from 'prom-client';

/** What of the counts over jobs is shown. */
export type JobCounts = Pick<JobStats, 'byStatus' | 'queuedBytes' | 'oldestPendingAt'>;

/** How jobs stand at the moment of the question. */
export class JobGauges {
  private readonly jobs: Gauge<'status'>;
  private readonly oldest: Gauge;
  private readonly bytes: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    this.jobs = new Gauge({
      name: 'gatehouse_jobs',
      help: 'Jobs that are kept, by status; of all servers that share the store. Not there while the store does not answer.',
      labelNames: ['status'],
      registers,
    });
    this.oldest = new Gauge({
      name: 'gatehouse_jobs_oldest_pending_seconds',
      help: 'How long the job waits that has waited the longest; 0 where none waits.',
      registers,
    });
    this.bytes = new Gauge({
      name: 'gatehouse_jobs_queued_bytes',
      help: 'Bytes of the images of jobs that are not over.',
      registers,
    });
  }

  /** Sets all of them; null where nothing is known, and then none of them is shown. */
  set(counts: JobCounts | null): void {
    if (counts === null) {
      this.jobs.reset();
      this.oldest.remove(); // reset would have it say 0
      this.bytes.remove();
      return;
    }
    for (const [status, count] of Object.entries(counts.byStatus)) this.jobs.set({ status }, count);
    const { oldestPendingAt, queuedBytes } = counts;
    this.oldest.set(
      oldestPendingAt === null ? 0 : Math.max(0, Date.now() - oldestPendingAt.getTime()) / 1000,
    );
    this.bytes.set(queuedBytes);
  }
}
