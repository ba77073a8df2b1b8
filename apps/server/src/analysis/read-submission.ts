import type { GatehouseError } from '@gatehouse/errors';
import type { SubmissionRequest } from '@gatehouse/execution';
import { requestInvalid } from '../request/field-problems.js';
import type { AnalysisForm } from './analysis-form.js';
import { readAnalysisRequest } from './read-analysis-request.js';
import { takeField } from './take-field.js';

/** The most attempts that a caller may ask for. */
export const MOST_ATTEMPTS = 10;

const FIELD = 'max_attempts';

/**
 * Reads what a request for a later analysis asks for: what one for an analysis does, and `max_attempts` wherever other
 * fields may be told; what the body says counts.
 *
 * @throws GatehouseError what `readAnalysisRequest` throws
 */
export function readSubmission(form: AnalysisForm): SubmissionRequest {
  const { told, rest } = takeField(form, FIELD, 'anywhere');
  return { ...readAnalysisRequest(rest), maxAttempts: readAttempts(told) };
}

function readAttempts(told: unknown): number {
  if (told === undefined || told === '') return 1;
  const attempts = typeof told === 'string' && /^\d{1,3}$/.test(told) ? Number(told) : told;
  if (
    typeof attempts === 'number' &&
    Number.isInteger(attempts) &&
    attempts >= 1 &&
    attempts <= MOST_ATTEMPTS
  )
    return attempts;
  throw outOfBounds();
}

function outOfBounds(): GatehouseError {
  return requestInvalid([
    { pointer: `/${FIELD}`, message: `it is no whole number from 1 to ${MOST_ATTEMPTS}` },
  ]);
}
