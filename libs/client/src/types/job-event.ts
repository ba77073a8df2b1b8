import type { GatehouseApiError } from '../errors/api-error.js';
import type { JobStatus } from './answers.js';

interface EventFacts {
  /** 1, 2, 3, … of each job: where `watch` goes on. */
  readonly sequence: number;
  readonly jobId: string;
  readonly status: JobStatus;
  /** How often the job had been begun. */
  readonly attempt: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A job came into a state. */
export interface JobStateEvent extends EventFacts {
  readonly type: 'state';
  /** Why it failed; null otherwise. */
  readonly error: GatehouseApiError | null;
}

/** The plugin of a job told how far it is. */
export interface JobProgressEvent extends EventFacts {
  readonly type: 'progress';
  /** 0 to 1; null where the plugin does not tell. */
  readonly progress: number | null;
  readonly message: string | null;
}

/** One thing that happened to a job. */
export type JobEvent = JobStateEvent | JobProgressEvent;
