/** The four states of a job: `PENDING → RUNNING → SUCCESS | FAILED`. The last two are final. */
export const JOB_STATUS = Object.freeze({
  PENDING: 'PENDING',
  RUNNING: 'RUNNING',
  SUCCESS: 'SUCCESS',
  FAILED: 'FAILED',
} as const);

/** One of the four states of a job. */
export type JobStatus = (typeof JOB_STATUS)[keyof typeof JOB_STATUS];
