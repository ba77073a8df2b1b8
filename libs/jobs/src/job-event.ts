import type { ExecutionProgress, JobStatus } from '@gatehouse/contracts';

/** One entry of a job's history: a state it came into, or progress its plugin reported. */
export interface JobEvent {
  /** 1, 2, 3, … of each job, without gaps: where a listener goes on. */
  readonly sequence: number;
  readonly at: Date;
  /** The state the job came into, or is in while the progress was reported. */
  readonly status: JobStatus;
  /** How often the job had been started. */
  readonly attempt: number;
  /** Null where this is a change of state. */
  readonly progress: ExecutionProgress | null;
}
