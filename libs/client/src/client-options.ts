import type { GatehouseClientError } from './errors/client-error.js';

/** The bounds of trying again. Both hold: the attempts, and the time. */
export interface RetryPolicy {
  /** The most times one call is sent. By default 6; 1 never tries again. */
  readonly attempts: number;
  /** The longest that one call may go on trying, in milliseconds. By default 60,000. */
  readonly totalMs: number;
  /** How long it waits the first time, in milliseconds; each time twice as long. By default 250. */
  readonly firstDelayMs: number;
  /** The longest it waits by itself, in milliseconds; the server may ask for more. By default 10,000. */
  readonly longestDelayMs: number;
}

/** That a call will be sent again, and why. */
export interface RetryNotice {
  /** Which attempt failed: 1, 2, … */
  readonly attempt: number;
  /** How long is waited now, in milliseconds. */
  readonly waitMs: number;
  readonly error: GatehouseClientError;
}

/** What a client is made with. */
export interface ClientOptions {
  /** Where the server is: `http://127.0.0.1:3000`, or a proxy’s address with a path. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer`. */
  readonly apiKey?: string | undefined;
  /** Used instead of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** What differs from the ordinary bounds of trying again; `false` never tries again. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** The longest that one attempt may take, in milliseconds. By default 150,000: longer than the server allows itself. */
  readonly timeoutMs?: number | undefined;
  /** Told of every attempt that will be followed by another one. */
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** What every call may be given. */
export interface CallOptions {
  /** Ends the call; it then throws the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every attempt of this call that will be followed by another one. */
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** What a call that makes jobs may be given. */
export interface SubmissionOptions extends CallOptions {
  /**
   * Names this very request: whoever sends it again with the same key, also from another process, gets the answer of the
   * first. 1 to 255 visible ASCII characters. By default a new one for each call.
   */
  readonly idempotencyKey?: string | undefined;
}
