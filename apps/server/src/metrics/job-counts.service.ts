import { JobManagementService } from '@gatehouse/jobs';
import type { JobCounts } from '@gatehouse/observability';
import { Injectable } from '@nestjs/common';

/** Milliseconds that an exposition waits for the store; Prometheus gives up after ten seconds. */
const PATIENCE_MS = 2000;
/** So many times as long as the last count took, its answer counts: of the store’s time no more than a tenth is asked. */
const REST_FACTOR = 9;

/** Counts over all jobs, for whoever asks again and again: no two counts at once, and none right after a slow one. */
@Injectable()
export class JobCountsService {
  private counting: Promise<JobCounts | null> | null = null;
  private last: { readonly counts: JobCounts; readonly until: number } | null = null;

  constructor(private readonly jobs: JobManagementService) {}

  /** Null where the store does not answer, or not in time. Never rejects. */
  async counts(): Promise<JobCounts | null> {
    if (this.last !== null && performance.now() < this.last.until) return this.last.counts;
    this.counting ??= this.count().finally(() => {
      this.counting = null;
    });
    return Promise.race([this.counting, givingUp()]);
  }

  private async count(): Promise<JobCounts | null> {
    const begun = performance.now();
    this.last = null;
    try {
      const counts = await this.jobs.stats('everybody');
      const ended = performance.now();
      this.last = { counts, until: ended + REST_FACTOR * (ended - begun) };
      return counts;
    } catch {
      return null; // readiness tells why
    }
  }
}

function givingUp(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, null).unref();
  });
}
