import { GatehouseError, isGatehouseError, type ErrorCode, type ErrorParams } from '@gatehouse/errors';

type FetchCode =
  | 'IMAGE_URL_INVALID'
  | 'IMAGE_URL_REFUSED'
  | 'IMAGE_URL_ANSWER_REFUSED'
  | 'IMAGE_URL_UNREACHABLE'
  | 'IMAGE_URL_TIMED_OUT';

/** What may be said of where an image was looked for: never an address, nor what a resolver or a stranger said. */
function told(code: FetchCode, problem: string, cause?: unknown): GatehouseError {
  return atImageUrl(code, { problem }, problem, cause);
}

/** An error that points at `image_url`. */
export function atImageUrl<Code extends ErrorCode>(
  code: Code,
  params: ErrorParams<Code>,
  message: string,
  cause?: unknown,
): GatehouseError {
  return new GatehouseError(code, params, { errors: [{ pointer: '/image_url', message }], cause });
}

/** The URL cannot be one of an image. */
export const urlInvalid = (problem: string): GatehouseError => told('IMAGE_URL_INVALID', problem);

/** The rules do not let the server go there. */
export const fetchRefused = (problem: string): GatehouseError => told('IMAGE_URL_REFUSED', problem);

/** There was an answer, and it is not one that is taken. */
export const answerRefused = (problem: string, cause?: unknown): GatehouseError =>
  told('IMAGE_URL_ANSWER_REFUSED', problem, cause);

/** There was no whole answer this time. */
export const unreachable = (problem: string, cause?: unknown): GatehouseError =>
  told('IMAGE_URL_UNREACHABLE', problem, cause);

/** There was no whole answer in time. */
export const fetchTimedOut = (problem: string): GatehouseError => told('IMAGE_URL_TIMED_OUT', problem);

/** Translates whatever ended a fetch into an error of the catalogue. Decides only. */
export function fromFetchFailure(thrown: unknown): GatehouseError {
  if (isGatehouseError(thrown)) return thrown;
  const code = codeOf(thrown);
  if (code === 'HPE_HEADER_OVERFLOW') return answerRefused('its headers are too large', thrown);
  // The parser's codes begin so: https://nodejs.org/api/errors.html lists the one above alone.
  if (code.startsWith('HPE_')) return answerRefused('it is not well-formed HTTP', thrown);
  if (CERTIFICATE.test(code)) return answerRefused('its certificate is not valid for the host', thrown);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO')
    return answerRefused('it does not speak TLS as it is spoken today', thrown);
  return unreachable('the connection was not made, or broke', thrown);
}

/** OpenSSL's words for a chain that does not hold, as Node passes them on, and Node's own for another name. */
const CERTIFICATE = /CERT|UNABLE_TO_|SELF_SIGNED|CRL_|HOSTNAME_MISMATCH/;

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return String(thrown.code);
}
