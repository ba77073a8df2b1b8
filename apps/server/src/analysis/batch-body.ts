import type { ErrorBody } from '@gatehouse/contracts';
import type { BatchOutcome } from '@gatehouse/execution';
import type { BatchDto } from './dto/batch.dto.js';

/** What a batch came to, as it goes on the wire. */
export function toBatchBody(outcomes: readonly BatchOutcome[]): BatchDto {
  return {
    results: outcomes.map(({ jobId, status, result, error }, index) => ({
      index,
      job_id: jobId,
      status,
      result,
      error: error === null ? null : withinItem(error, index),
    })),
  };
}

/** Pointers are relative to the body, and the body of this request is the batch. */
function withinItem(error: ErrorBody, index: number): ErrorBody {
  const errors = error.details.errors.map(({ pointer, message }) => ({
    pointer: `/items/${index}${pointer}`,
    message,
  }));
  return { ...error, details: { ...error.details, errors } };
}
