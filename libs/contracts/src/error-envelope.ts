/** The closed set of error types a client can meet. */
export const ERROR_TYPE = Object.freeze({
  /** Input or output breaks its contract. */
  ValidationError: 'ValidationError',
  /** No such plugin, unavailable, or failed to load. */
  PluginError: 'PluginError',
  /** It ran, or waited to, and did not finish. */
  ExecutionError: 'ExecutionError',
  NotFoundError: 'NotFoundError',
  ConflictError: 'ConflictError',
  AuthError: 'AuthError',
  RateLimitError: 'RateLimitError',
  /** Our own fault. */
  InternalError: 'InternalError',
} as const);

/** One of the error types a client can meet. */
export type ErrorType = (typeof ERROR_TYPE)[keyof typeof ERROR_TYPE];

/** One thing that is wrong in a document. `pointer` is a JSON Pointer (RFC 6901) relative to the request body. */
export interface ErrorPointer {
  readonly pointer: string;
  readonly message: string;
}

/** The part of an envelope that machines read. All keys are always there but `retry_after_ms`. */
export interface ErrorDetails {
  /** A code of the error catalogue, e.g. `IMAGE_TOO_MANY_PIXELS`. */
  readonly code: string;
  /** True where the same request may succeed later. */
  readonly retryable: boolean;
  readonly request_id: string | null;
  readonly job_id: string | null;
  readonly errors: readonly ErrorPointer[];
  /** Milliseconds; only where waiting helps. */
  readonly retry_after_ms?: number;
}

/** What a client is told of a failure: the value of the one top-level key `error`. Exactly these five keys. */
export interface ErrorBody {
  readonly type: ErrorType;
  /** What was wrong and what to do next; at most 2,000 characters. */
  readonly message: string;
  readonly details: ErrorDetails;
  readonly plugin: string | null;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
}

/**
 * A failure inside the server: what the client is told, and what stays inside.
 * `_internal` is logged and never sent; `toErrorBody` of `@gatehouse/errors` takes it off.
 */
export interface ErrorEnvelope extends ErrorBody {
  readonly _internal: { readonly traceback: string };
}
