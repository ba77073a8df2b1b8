import { GatehouseError } from '@gatehouse/errors';

const RETRY_AFTER_MS = 1000;

/** What an answer refused, by its status, and what of the request explains it. */
export interface RefusedStatus {
  readonly status: number;
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  readonly contentType: string;
  readonly expectation: string;
  readonly hasHost: boolean;
  /** The handler's Retry-After in milliseconds, or null. */
  readonly retryAfterMs: number | null;
}

/**
 * The error of the catalogue that says what a bare status says. Of Node's own answers (no Host, an expectation), of
 * those Express makes by itself, and of a handler that knows no better. What only a defect can bring is INTERNAL_ERROR.
 */
export function errorOfStatus(refused: RefusedStatus): GatehouseError {
  const { status, method, path } = refused;
  const cause = new Error(
    `${method} ${path} was answered ${status}, which is no 200 and no 400 with the envelope`,
  );
  switch (status) {
    case 400:
      return new GatehouseError(
        'REQUEST_MALFORMED',
        { problem: refused.hasHost ? 'the server cannot make sense of it' : 'it has no Host header' },
        { cause },
      );
    case 404:
    case 405:
      return new GatehouseError('ROUTE_NOT_FOUND', { method, path }, { cause });
    case 408:
      return new GatehouseError('REQUEST_TIMED_OUT', { problem: 'it took too long' }, { cause });
    case 413:
      return new GatehouseError('BODY_TOO_LARGE', { limit: 'the allowed number of' }, { cause });
    case 415:
      return new GatehouseError(
        'CONTENT_TYPE_UNSUPPORTED',
        { content_type: refused.contentType, accepted: 'application/json, multipart/form-data or image/*' },
        { cause },
      );
    case 417:
      return new GatehouseError(
        'PROTOCOL_UNSUPPORTED',
        { what: `Expect: ${refused.expectation}` },
        { cause },
      );
    case 429: {
      const retryAfterMs = refused.retryAfterMs ?? RETRY_AFTER_MS;
      const limit = 'it has enough to do';
      return new GatehouseError(
        'QUEUE_FULL',
        { what: 'this server', limit, retry_after_ms: retryAfterMs },
        { retryAfterMs, cause },
      );
    }
    case 503:
      return new GatehouseError('NOT_READY', { problem: 'a part of it is not available' }, { cause });
    default:
      return new GatehouseError('INTERNAL_ERROR', {}, { cause });
  }
}
