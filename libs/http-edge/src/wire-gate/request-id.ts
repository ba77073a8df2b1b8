import { randomUUID } from 'node:crypto';

/** The header that carries a request's id in both directions. */
export const REQUEST_ID_HEADER = 'x-request-id';

// Visible ASCII of bounded length: the id goes into logs, headers and job rows.
const SANE = /^[\x21-\x7e]{1,128}$/;

/** The id a caller chose for its request, if it is sane; else a new one. */
export function requestIdFrom(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && SANE.test(header) ? header : randomUUID();
}
