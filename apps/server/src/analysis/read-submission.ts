import type { GatehouseError } from '@gatehouse/errors';
import type { SubmissionRequest } from '@gatehouse/execution';
import { isFields, own, requestInvalid } from '../request/field-problems.js';
import type { AnalysisForm } from './analysis-form.js';
import { readAnalysisRequest } from './read-analysis-request.js';

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
  const told = fieldOf(bodyOf(form)) ?? fieldOf(form.query);
  return { ...readAnalysisRequest(without(form)), maxAttempts: readAttempts(told) };
}

function bodyOf(form: AnalysisForm): unknown {
  if (form.kind === 'raw') return undefined;
  return form.kind === 'json' ? form.body : form.fields;
}

function fieldOf(given: unknown): unknown {
  return isFields(given) ? own(given, FIELD) : undefined;
}

/** The form as it would be if nobody had said how many attempts there may be. */
function without(form: AnalysisForm): AnalysisForm {
  const query = withoutField(form.query);
  switch (form.kind) {
    case 'json':
      return { ...form, query, body: isFields(form.body) ? withoutField(form.body) : form.body };
    case 'multipart':
      return { ...form, query, fields: withoutField(form.fields) };
    case 'raw':
      return { ...form, query };
  }
}

function withoutField(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== FIELD));
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
