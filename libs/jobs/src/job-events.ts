import type { ExecutionProgress } from '@gatehouse/contracts';
import type { JobEvent } from './job-event.js';

/** What happened to jobs, from the first event to the final one; the token it is injected by. */
export abstract class JobEvents {
  /**
   * Notes what a plugin reported. Never waits and never rejects; reports that come faster than a few a second are joined,
   * and the last one counts. Ignored where `runId` is no longer the job's.
   */
  abstract report(id: string, runId: string, progress: ExecutionProgress): void;

  /**
   * The events of a job after the given one, in order, as they come, in whatever process they arose; ends after the
   * event of a final state. Ending the iteration early is always allowed.
   *
   * @param after sequence of the last event that is known; 0 for all
   */
  abstract follow(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent>;
}
