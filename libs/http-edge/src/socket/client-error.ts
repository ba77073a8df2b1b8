import { GatehouseError } from '@gatehouse/errors';

/** What went wrong with the bytes of a connection, as Node says it. */
export interface ClientError {
  readonly code?: string;
  /** llhttp's own words; on parse errors only. */
  readonly reason?: string;
}

/** What the mapping must know to say which limit was met. */
export interface ClientErrorLimits {
  readonly maxHeaderBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** Whether it is about what the client sent; else the connection itself has failed, and there is nobody to answer. */
export function isAnswerable({ code = '' }: ClientError): boolean {
  return code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT';
}

/** More bytes after a request that said it was the last: it is answered, and they are not read. */
export function isAfterLastRequest({ code }: ClientError): boolean {
  return code === 'HPE_CLOSED_CONNECTION';
}

/**
 * The error of the catalogue for bytes that are no request. Decides only.
 *
 * @param inBody whether the head of the request had arrived
 */
export function errorOfClient(
  error: ClientError,
  inBody: boolean,
  limits: ClientErrorLimits,
): GatehouseError {
  const extras = { cause: error };
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new GatehouseError('REQUEST_HEAD_TOO_LARGE', { limit: limits.maxHeaderBytes }, extras);
    case 'HPE_PAUSED_H2_UPGRADE':
      return new GatehouseError('PROTOCOL_UNSUPPORTED', { what: 'HTTP/2' }, extras);
    case 'ERR_HTTP_REQUEST_TIMEOUT': {
      const problem = inBody
        ? `it was not whole after ${limits.requestTimeoutMs} ms (HTTP_REQUEST_TIMEOUT_MS)`
        : `its headers were not whole after ${limits.headersTimeoutMs} ms (HTTP_HEADERS_TIMEOUT_MS)`;
      return new GatehouseError('REQUEST_TIMED_OUT', { problem }, extras);
    }
    case 'HPE_INVALID_EOF_STATE':
      return malformed(inBody ? 'its body ended early' : 'it ended in its headers', extras);
    default:
      return malformed(wordsOf(error.reason), extras);
  }
}

function malformed(problem: string, extras: { cause: unknown }): GatehouseError {
  return new GatehouseError('REQUEST_MALFORMED', { problem }, extras);
}

function wordsOf(reason: string | undefined): string {
  if (reason === undefined || reason === '') return 'its bytes are none';
  return `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}
