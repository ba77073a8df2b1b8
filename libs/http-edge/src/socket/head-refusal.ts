import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GatehouseError } from '@gatehouse/errors';

type RequestHead = Pick<IncomingMessage, 'httpVersion' | 'headers' | 'rawHeaders'>;

/**
 * Why a request is refused by its head alone, or null. Decides only.
 *
 * What two readers could understand differently is refused, however this one would read it: a proxy in front may have
 * read it the other way, and then one request hides inside another.
 */
export function refusalOfHead(request: RequestHead): GatehouseError | null {
  const { httpVersion, headers, rawHeaders } = request;
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return unsupported(`HTTP/${httpVersion}`);
  if (hasTwoHosts(rawHeaders)) return malformed('it has two Host headers');
  const coding = headers['transfer-encoding'];
  if (coding !== undefined) {
    if (httpVersion === '1.0') return malformed('HTTP/1.0 has no Transfer-Encoding');
    if (coding.toLowerCase() !== 'chunked') return unsupported(`Transfer-Encoding ${coding.slice(0, 100)}`);
  }
  return null;
}

/** Headers that ask for less than the whole answer, or for none of it. */
const CONDITIONS = [
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
];

/** Every answer is a whole one: 304, 206, 412 and 416 cannot come of a request that does not ask for them. */
export function stripConditions(headers: IncomingHttpHeaders): void {
  for (const name of CONDITIONS) if (name in headers) Reflect.deleteProperty(headers, name);
}

/** @param rawHeaders names and values in turn, as they came */
function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (/^host$/i.test(rawHeaders[index] ?? '')) hosts++;
  }
  return hosts > 1;
}

function malformed(problem: string): GatehouseError {
  return new GatehouseError('REQUEST_MALFORMED', { problem });
}

function unsupported(what: string): GatehouseError {
  return new GatehouseError('PROTOCOL_UNSUPPORTED', { what });
}
