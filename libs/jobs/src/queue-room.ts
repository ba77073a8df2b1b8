import { GatehouseError } from '@gatehouse/errors';

/** Most that may wait. */
export interface QueueLimits {
  readonly maxJobs: number;
  /** Of images. */
  readonly maxBytes: number;
}

const RETRY_AFTER_MS = 5000;

/** How many jobs are in the queue, waiting or at work, and how many bytes their images have. */
export class QueueRoom {
  private readonly bytesOf = new Map<string, number>();
  private bytes = 0;

  constructor(private readonly limits: QueueLimits) {}

  /** @throws GatehouseError `QUEUE_FULL` where there is no room for one more of this size */
  take(jobId: string, bytes: number): void {
    if (this.has(jobId)) throw new Error(`job ${jobId} is in the queue already`);
    demandRoom(this.limits, { jobs: this.bytesOf.size, bytes: this.bytes }, bytes);
    this.add(jobId, bytes);
  }

  /** Takes room for a job that is in the queue already, whether there is any or not. */
  add(jobId: string, bytes: number): void {
    this.bytesOf.set(jobId, bytes);
    this.bytes += bytes;
  }

  has(jobId: string): boolean {
    return this.bytesOf.has(jobId);
  }

  /** @returns the bytes that were freed; null where the job was not in the queue */
  leave(jobId: string): number | null {
    const bytes = this.bytesOf.get(jobId);
    if (bytes === undefined) return null;
    this.bytesOf.delete(jobId);
    this.bytes -= bytes;
    return bytes;
  }
}

/** @throws GatehouseError `QUEUE_FULL` where beside what waits there is no room for one more job of so many bytes */
export function demandRoom(
  { maxJobs, maxBytes }: QueueLimits,
  waiting: { readonly jobs: number; readonly bytes: number },
  bytes: number,
): void {
  if (waiting.jobs >= maxJobs) throw full(`JOB_QUEUE_MAX is ${maxJobs} jobs`);
  if (waiting.bytes + bytes > maxBytes) throw full(`JOB_QUEUE_BYTES is ${maxBytes} bytes`);
}

function full(limit: string): GatehouseError {
  const params = { what: 'the job queue', limit, retry_after_ms: RETRY_AFTER_MS };
  return new GatehouseError('QUEUE_FULL', params, { retryAfterMs: RETRY_AFTER_MS });
}
