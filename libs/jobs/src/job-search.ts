import type { JobStatus } from '@gatehouse/contracts';
import type { JobRecord, JobScope } from './job-record.js';

/** Which jobs are asked for; what is left out does not narrow. */
export interface JobFilter {
  readonly scope: JobScope;
  readonly plugin?: string;
  readonly status?: JobStatus;
  /** `error.details.code` of a FAILED job. */
  readonly errorCode?: string;
  /** Created at this time or later. */
  readonly since?: Date;
  /** Created before this time. */
  readonly until?: Date;
}

/** One page of a list, newest first. */
export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** Where the next page begins; null on the last. Stable: jobs that are made meanwhile neither repeat nor hide others. */
  readonly nextCursor: string | null;
}

/** Where a waiting job stands. */
export interface QueueOutlook {
  /** 1 for the next one; null where the job does not wait. */
  readonly position: number | null;
  /** From measured service times; null where nothing was measured yet. */
  readonly estimatedStartAt: Date | null;
}

/** A job, and where it waits if it does. */
export type JobStanding = JobRecord & QueueOutlook;

/** Counts over all records that are kept. */
export interface JobStats {
  readonly total: number;
  readonly byStatus: Readonly<Record<JobStatus, number>>;
  readonly byPlugin: readonly { readonly plugin: string; readonly count: number; readonly failed: number }[];
  readonly byErrorCode: readonly { readonly code: string; readonly count: number }[];
  /** Bytes of inputs that wait. */
  readonly queuedBytes: number;
  readonly oldestPendingAt: Date | null;
}
