import { ERROR_CATALOGUE, MAX_MESSAGE_LENGTH, type ErrorCode } from '@gatehouse/errors';
import type { ErrorBody } from '@gatehouse/contracts';
import type { Answer } from './http.js';

const DETAIL_KEYS = ['code', 'errors', 'job_id', 'request_id', 'retryable'];

/**
 * Expects an answer to be a 400 with exactly the envelope, of this code, and nothing in it that should stay inside.
 * Gives back what `error` holds.
 */
export function expectEnvelope(answer: Answer, code: ErrorCode): ErrorBody {
  expect({ status: answer.status, body: answer.text }).toEqual({
    status: 400,
    body: expect.stringContaining(`"code":"${code}"`) as string, // a matcher, typed as what it matches
  });
  expect(Object.keys(answer.json as object)).toEqual(['error']); // checked by the line itself
  const { error } = answer.json as { error: ErrorBody }; // every key of it is checked below
  expect(Object.keys(error).sort()).toEqual(['details', 'message', 'plugin', 'timestamp', 'type']);
  const detailKeys = Object.keys(error.details).filter((key) => key !== 'retry_after_ms');
  expect(detailKeys.sort()).toEqual(DETAIL_KEYS);
  expect(error.type).toBe(ERROR_CATALOGUE[code].type);
  expect(error.details.retryable).toBe(ERROR_CATALOGUE[code].retryable);
  expect(error.details.request_id).toBe(answer.headers.get('x-request-id'));
  expect(error.message.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
  expect(new Date(error.timestamp).toISOString()).toBe(error.timestamp);
  expectNothingInternal(answer.text);
  return error;
}

/** Expects a text a client gets to hold no stack and no path of this machine. */
export function expectNothingInternal(text: string): void {
  expect(text).not.toMatch(/\.[cm]?[jt]s:\d+|node_modules|file:\/\/|_internal|traceback/);
  expect(text).not.toContain(process.cwd());
  expect(text).not.toMatch(/(^|["\s(])\/(home|root|tmp|usr|var|work)\//);
}
