import { ERROR_TYPE } from '@gatehouse/contracts';
import type { CatalogueEntry } from './catalogue-entry.js';

const { ValidationError, ConflictError } = ERROR_TYPE;

/** The part of the catalogue about requests that are sent again under an idempotency key. */
export const IDEMPOTENCY_ERRORS = {
  IDEMPOTENCY_KEY_INVALID: {
    type: ValidationError,
    message:
      'Idempotency-Key is not a key: {problem}. Send 1 to 255 visible ASCII characters, bare or in double quotes; a UUID serves well.',
    retryable: false,
    remedy: 'Send one key of 1 to 255 visible ASCII characters, bare or in double quotes.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    type: ConflictError,
    message:
      'The first request with this Idempotency-Key is still being answered. Send it again in {retry_after_ms} ms to get that answer.',
    retryable: true,
    remedy: 'Wait for `details.retry_after_ms` milliseconds and send the same request again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    type: ConflictError,
    message:
      'This Idempotency-Key came before with another request. Send the very same request, or a new key with a new one.',
    retryable: false,
    remedy: 'Make a new key for each new request; send a request again exactly as it was sent first.',
  },
} as const satisfies Record<string, CatalogueEntry>;
