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
  'HTTP_HEADERS_TIMEOUT_MS' | 'HTTP_BODY_IDLE_TIMEOUT_MS' | 'HTTP_REQUEST_TIMEOUT_MS' | 'EXECUTION_MAX_BYTES'
>;

/** What the application behind the edge needs at the most. */
export interface EdgeLoad {
  /** Bytes of the largest body that any route takes. */
  readonly largestBody: number;
  /** Milliseconds that the work for one request may take once it is its turn. */
  readonly longestWorkMs: number;
}

/**
 * The limits of the edge, made of the settings so that they nest: an answer may take longer than any work it waits for,
 * and a body that has a place is never larger than all places together.
 *
 * INVARIANT: answer = arrival + waiting + work. The first two have HTTP_REQUEST_TIMEOUT_MS each, and work ends by itself:
 * however the settings are, a call that had its turn in time is ended by its own limit, which says why, and not by this.
 */
export function edgeLimits(values: HttpSettings, { largestBody, longestWorkMs }: EdgeLoad): EdgeLimits {
  return {
    headersTimeoutMs: Math.min(values.HTTP_HEADERS_TIMEOUT_MS, values.HTTP_REQUEST_TIMEOUT_MS),
    bodyIdleTimeoutMs: values.HTTP_BODY_IDLE_TIMEOUT_MS,
    requestTimeoutMs: values.HTTP_REQUEST_TIMEOUT_MS,
    answerTimeoutMs: 2 * values.HTTP_REQUEST_TIMEOUT_MS + longestWorkMs,
    maxBodyBytes: Math.min(largestBody, values.EXECUTION_MAX_BYTES),
  };
}
