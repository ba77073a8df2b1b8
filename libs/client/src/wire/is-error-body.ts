import type { ErrorBody } from '../errors/api-error.js';

/** Whether a value is the five-key object of an error. Unknown types and codes are taken: a server may be newer. */
export function isErrorBody(value: unknown): value is ErrorBody {
  if (!isObject(value) || !isObject(value['details'])) return false;
  const { type, message, plugin, timestamp, details } = value;
  return (
    [type, message, timestamp, details['code']].every((text) => typeof text === 'string') &&
    isTextOrNull(plugin) &&
    isTextOrNull(details['request_id']) &&
    isTextOrNull(details['job_id']) &&
    typeof details['retryable'] === 'boolean' &&
    Array.isArray(details['errors']) &&
    ['undefined', 'number'].includes(typeof details['retry_after_ms'])
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
