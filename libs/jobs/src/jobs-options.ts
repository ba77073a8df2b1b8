import type { LeaseRules } from './lease.js';
import type { QueueLimits } from './queue-room.js';

/** How much of the history is kept. */
export interface RetentionRules {
  /** Most finished jobs. */
  readonly count: number;
  /** Longest after their end. */
  readonly days: number;
  /** Largest the database may be. */
  readonly bytes: number;
}

/** How a store and its queue are opened, in whichever database. */
export interface JobsOptions {
  readonly leases: LeaseRules;
  readonly queue: QueueLimits;
  readonly retention: RetentionRules;
}
