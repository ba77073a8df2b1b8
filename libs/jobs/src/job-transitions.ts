import { JOB_STATUS, type JobStatus } from '@gatehouse/contracts';

const { PENDING, RUNNING, SUCCESS, FAILED } = JOB_STATUS;

/** The state a job begins in. */
export const FIRST_JOB_STATUS: JobStatus = PENDING;

/**
 * The one table of a job's states: what may follow what. Nothing follows a final state. Every compare-and-set
 * takes its allowed sources from here, and the guards inside the database are tested against it.
 */
export const JOB_TRANSITIONS: Readonly<Record<JobStatus, readonly JobStatus[]>> = Object.freeze({
  [PENDING]: Object.freeze([RUNNING, FAILED]),
  [RUNNING]: Object.freeze([SUCCESS, FAILED]),
  [SUCCESS]: Object.freeze([]),
  [FAILED]: Object.freeze([]),
});

/** The states from which a job may go to `next`. */
export function statusesBefore(next: JobStatus): readonly JobStatus[] {
  return Object.values(JOB_STATUS).filter((status) => JOB_TRANSITIONS[status].includes(next));
}

/** Whether a job in this state never changes again. */
export function isFinalStatus(status: JobStatus): boolean {
  return JOB_TRANSITIONS[status].length === 0;
}
