import type { components } from '../generated/api.js';
import { GatehouseClientError } from './client-error.js';

/** The value of `error` as it is on the wire. */
export type ErrorBody = components['schemas']['ErrorBody'];

/** A code of docs/errors.md; one that is newer than this client is any other text. */
export type ErrorCode = components['schemas']['ErrorCode'] | (string & {});

/** What kind of failure it is. */
export type ErrorType = components['schemas']['ErrorType'];

/** One thing that is wrong in a request: where (a JSON Pointer into its body), and what. */
export type ErrorPointer = components['schemas']['ErrorPointer'];

/** The server refused, or what it was asked for failed: one envelope of docs/errors.md. */
export class GatehouseApiError extends GatehouseClientError {
  override readonly name = 'GatehouseApiError';
  readonly code: ErrorCode;
  readonly type: ErrorType;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  /** To find the request in the server’s log by. */
  readonly requestId: string | null;
  /** The job that failed; null where none was made. */
  readonly jobId: string | null;
  /** The plugin concerned; null where there is none. */
  readonly plugin: string | null;
  /** What is wrong, place by place. */
  readonly pointers: readonly ErrorPointer[];
  /** When it failed, ISO 8601, UTC. */
  readonly timestamp: string;
  readonly #body: ErrorBody;

  /** @param retryAfterMs what the header Retry-After says, where the body says nothing */
  constructor(body: ErrorBody, retryAfterMs: number | null = null) {
    super(body.message);
    const { details } = body;
    this.code = details.code;
    this.type = body.type;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retry_after_ms ?? retryAfterMs;
    this.requestId = details.request_id;
    this.jobId = details.job_id;
    this.plugin = body.plugin;
    this.pointers = details.errors;
    this.timestamp = body.timestamp;
    this.#body = body;
  }

  /** The error as it was on the wire; JSON of this exception is the same. */
  toJSON(): ErrorBody {
    return this.#body;
  }
}
