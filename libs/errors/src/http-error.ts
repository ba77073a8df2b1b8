import { HttpException } from '@nestjs/common';
import type { ErrorParams } from './catalogue.js';
import { GatehouseError, isGatehouseError } from './gatehouse-error.js';
import { isInstance } from './is-instance.js';

/** What of a request the translation needs to know. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
}

/**
 * Translates what Nest, Express and the body parsers throw into errors of the catalogue;
 * everything else is returned as it is. Never throws. Decides only: sending is the filter's.
 */
export function fromHttpError(thrown: unknown, request: RequestLine): unknown {
  try {
    return translate(thrown, request);
  } catch {
    return thrown; // a proxy, or a getter that throws: nothing of Nest's or Express's
  }
}

function translate(thrown: unknown, request: RequestLine): unknown {
  if (isGatehouseError(thrown) || typeof thrown !== 'object' || thrown === null) return thrown;
  const { status, type, limit } = readParserError(thrown);
  if (type === 'entity.too.large') return new GatehouseError('BODY_TOO_LARGE', { limit }, { cause: thrown });
  const httpStatus = isInstance(thrown, HttpException) ? thrown.getStatus() : status;
  switch (httpStatus) {
    case 404:
      return new GatehouseError('ROUTE_NOT_FOUND', request, { cause: thrown });
    case 413:
      return new GatehouseError('BODY_TOO_LARGE', { limit }, { cause: thrown });
    case 400:
      if (isUndecodablePath(thrown)) return new GatehouseError('ROUTE_NOT_FOUND', request, { cause: thrown });
      return new GatehouseError('BODY_MALFORMED', problemOf(type, thrown), { cause: thrown });
    case 415:
      return new GatehouseError('BODY_MALFORMED', problemOf(type, thrown), { cause: thrown });
    default:
      return thrown;
  }
}

/** A path whose percent-encoding is broken: Express tells it by these words, which Nest passes on as its own 400. */
function isUndecodablePath(thrown: object): boolean {
  return 'message' in thrown && String(thrown.message).startsWith('Failed to decode param');
}

// body-parser's errors are plain Errors with `status`, `type` and sometimes `limit` added (its README, "Errors").
function readParserError(thrown: object): { status: unknown; type: unknown; limit: string | number } {
  const { status, type, limit } = thrown as { status?: unknown; type?: unknown; limit?: unknown };
  return { status, type, limit: typeof limit === 'number' ? limit : 'the allowed number of' };
}

function problemOf(type: unknown, thrown: object): ErrorParams<'BODY_MALFORMED'> {
  const message =
    'message' in thrown && typeof thrown.message === 'string' ? thrown.message : 'it is malformed';
  switch (type) {
    case 'entity.parse.failed':
      return { problem: `it is not JSON (${message})` };
    case 'encoding.unsupported':
      return { problem: 'its Content-Encoding is not taken; send it uncompressed' };
    case 'charset.unsupported':
      return { problem: 'its charset is not taken; send UTF-8' };
    default:
      return { problem: message };
  }
}
