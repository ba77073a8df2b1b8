import { ERROR_TYPE } from '@gatehouse/contracts';
import type { CatalogueEntry } from './catalogue-entry.js';

const { ValidationError, ConflictError } = ERROR_TYPE;

/** The part of the catalogue about what may be done with jobs, and about following them. */
export const JOB_ERRORS = {
  JOB_ALREADY_FINISHED: {
    type: ConflictError,
    message: 'Job {job_id} is {status} already; only a job that is PENDING or RUNNING can be cancelled.',
    retryable: false,
    remedy: 'Nothing is left to cancel; GET /v1/analyze-execution/jobs/{id}/result tells how it ended.',
  },
  JOB_NOT_OVER: {
    type: ConflictError,
    message:
      'Job {job_id} is {status}, and cannot be {wanted} before it is over. Wait for its end, or cancel it.',
    retryable: true,
    remedy: 'Wait until the job is SUCCESS or FAILED, or cancel it first.',
  },
  JOB_NOT_REPEATABLE: {
    type: ConflictError,
    message:
      'Nothing is kept of what job {job_id} was run with: only a FAILED job that was submitted to run later can be repeated, and for a while. Send its image again.',
    retryable: false,
    remedy: 'Send the image again, as a new request.',
  },
  EVENTS_ENDED: {
    type: ConflictError,
    message: 'Job {job_id} is {status}, and it has no events after {last_event_id}. Ask for its result.',
    retryable: false,
    remedy:
      'The stream is over, do not connect again; GET /v1/analyze-execution/jobs/{id}/result has the outcome.',
  },
  EVENT_ID_INVALID: {
    type: ValidationError,
    message: 'Last-Event-ID is {found}; send the `id` of the last event that arrived, or leave it out.',
    retryable: false,
    remedy: 'Send the `id` of the last event that arrived as it was, or leave it out for all events.',
  },
} as const satisfies Record<string, CatalogueEntry>;
