import type { SettingValues } from '@gatehouse/config';

/** What the edge holds every request to; times in milliseconds. */
export interface EdgeLimits {
  readonly headersTimeoutMs: number;
  readonly bodyIdleTimeoutMs: number;
  /** For the whole request to arrive, and for its answer to be taken. */
  readonly requestTimeoutMs: number;
  /** For the answer to be ready, from the head of the request on. */
  readonly answerTimeoutMs: number;
  /** The largest body that any route takes. */
  readonly maxBodyBytes: number;
}

type HttpSettings = Pick<
  SettingValues,
  | 'HTTP_HEADERS_TIMEOUT_MS'
  | 'HTTP_BODY_IDLE_TIMEOUT_MS'
  | 'HTTP_REQUEST_TIMEOUT_MS'
  | 'PLUGIN_MAX_TIMEOUT_MS'
  | 'EXECUTION_MAX_BYTES'
>;

/**
 * The limits of the edge, made of the settings so that they nest: an answer may take longer than any call it waits for,
 * and a body that has a place is never larger than all places together.
 *
 * INVARIANT: answer > arrival + waiting + start + call. A call ends by PLUGIN_MAX_TIMEOUT_MS at the latest; all else
 * has HTTP_REQUEST_TIMEOUT_MS twice, once to arrive and once to wait and start.
 */
export function edgeLimits(values: HttpSettings, largestBody: number): EdgeLimits {
  return {
    headersTimeoutMs: Math.min(values.HTTP_HEADERS_TIMEOUT_MS, values.HTTP_REQUEST_TIMEOUT_MS),
    bodyIdleTimeoutMs: values.HTTP_BODY_IDLE_TIMEOUT_MS,
    requestTimeoutMs: values.HTTP_REQUEST_TIMEOUT_MS,
    answerTimeoutMs: 2 * values.HTTP_REQUEST_TIMEOUT_MS + values.PLUGIN_MAX_TIMEOUT_MS,
    maxBodyBytes: Math.min(largestBody, values.EXECUTION_MAX_BYTES),
  };
}
