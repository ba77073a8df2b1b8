import type { ErrorBody } from '@gatehouse/contracts';
import { EnvelopeError, toErrorBody } from '@gatehouse/errors';
import type { IdempotentAnswer } from '@gatehouse/jobs';

/** An answer that is worth giving again, and the jobs whose outcome it tells. */
export interface KeptAnswer {
  readonly answer: IdempotentAnswer;
  readonly jobIds: readonly string[];
}

/** What of a success counts here, in each form that one has. */
interface AnswerFacts {
  readonly job_id?: string;
  readonly results?: readonly { readonly job_id: string | null; readonly error: ErrorBody | null }[];
}

/**
 * What is kept of what a handler gave back; null where that tells, of any of its jobs, to try again. Then the same key
 * is the way to do so.
 */
export function keptSuccess(body: object): KeptAnswer | null {
  const { job_id: only, results = [] }: AnswerFacts = body;
  if (results.some(({ error }) => error?.details.retryable === true)) return null;
  const jobIds = [only, ...results.map(({ job_id: id }) => id)].filter((id) => typeof id === 'string');
  return { answer: { status: 200, body: JSON.stringify(body) }, jobIds };
}

/**
 * What is kept of a failure: that of an execution, which would fail again. What was refused before there was a job, and
 * what may succeed later, is asked anew under the same key.
 */
export function keptFailure(thrown: unknown): KeptAnswer | null {
  if (!(thrown instanceof EnvelopeError)) return null;
  const { job_id: jobId, retryable } = thrown.envelope.details;
  if (jobId === null || retryable) return null;
  const body = JSON.stringify({ error: toErrorBody(thrown.envelope) });
  return { answer: { status: 400, body }, jobIds: [jobId] };
}

/**
 * Says a kept answer again.
 *
 * @returns the body of a 200
 * @throws EnvelopeError for a 400
 */
export function sayAgain({ status, body }: IdempotentAnswer): object {
  const said = JSON.parse(body) as { error: ErrorBody }; // written by one of the functions above
  if (status === 200) return said;
  throw new EnvelopeError({ ...said.error, _internal: { traceback: '' } });
}
