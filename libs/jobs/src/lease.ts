import type { JobKind } from './sql/job-table.js';

/** What tells who may run a RUNNING job next. */
export interface LeasedJob {
  readonly kind: JobKind;
  readonly attempts: number;
  readonly handedBack: number;
  /** Milliseconds since the Unix epoch; null where nobody holds it. */
  readonly leasedUntil: number | null;
}

/** How long leases last and how many attempts there are. */
export interface LeaseRules {
  readonly leaseMs: number;
  readonly maxAttempts: number;
}

/** `held`: leave it alone. `deliver`: it may be run again. `lose`: it is FAILED with `WORKER_LOST`. */
export type LeaseVerdict = 'held' | 'deliver' | 'lose';

/** Judges a job that is RUNNING and that this process is not at. */
export function judgeLease(job: LeasedJob, now: number, { leaseMs, maxAttempts }: LeaseRules): LeaseVerdict {
  if (isRunning(job.leasedUntil, now, leaseMs)) return 'held';
  if (job.kind === 'sync') return 'lose';
  return job.attempts - job.handedBack < maxAttempts ? 'deliver' : 'lose';
}

// Nobody takes a lease for longer: one that ends later was taken before the clock was set back, and is not waited for.
function isRunning(leasedUntil: number | null, now: number, leaseMs: number): boolean {
  return leasedUntil !== null && leasedUntil >= now && leasedUntil <= now + 2 * leaseMs;
}
