import type { JobReference } from '../types/answers.js';

/** The id of a job, however it was named. */
export function jobIdOf(job: JobReference): string {
  return typeof job === 'string' ? job : job.jobId;
}
