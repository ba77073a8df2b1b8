import type { IncomingMessage } from 'node:http';
import { answerRefused, atImageUrl, fetchRefused, unreachable } from './fetch-errors.js';
import { parseImageUrl } from './parse-image-url.js';

/** The head of an answer, as far as it is judged. */
export type ResponseHead = Pick<IncomingMessage, 'statusCode' | 'headers'>;

/** Where to go next, or how many bytes come: null where that is not announced. */
export type JudgedResponse =
  | { readonly kind: 'redirect'; readonly to: URL }
  | { readonly kind: 'image'; readonly length: number | null };

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Statuses that may be others a little later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Decides by its head what an answer is. Pure.
 *
 * @param from the URL that was asked
 * @throws GatehouseError IMAGE_URL_REFUSED, IMAGE_URL_ANSWER_REFUSED, IMAGE_URL_UNREACHABLE, IMAGE_TOO_LARGE
 */
export function judgeResponse(
  { statusCode, headers }: ResponseHead,
  from: URL,
  maxBytes: number,
): JudgedResponse {
  const status = statusCode ?? 0;
  if (REDIRECTS.has(status)) return { kind: 'redirect', to: nextUrl(headers.location, from) };
  if (status >= 500 || PASSING.has(status)) throw unreachable(`its status is ${status}`);
  if (status !== 200) throw answerRefused(`its status is ${status}, not 200`);
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '')
    throw answerRefused('it is compressed, though that was not asked for');
  const announced = headers['content-length'];
  const length = announced === undefined ? null : Number(announced);
  if (length !== null) checkSize(length, maxBytes, String(length));
  return { kind: 'image', length };
}

/**
 * @param said how many bytes it has, as the message says it
 * @throws GatehouseError IMAGE_TOO_LARGE
 */
export function checkSize(bytes: number, maxBytes: number, said: string): void {
  if (bytes <= maxBytes) return;
  const params = { bytes: said, limit: maxBytes };
  throw atImageUrl('IMAGE_TOO_LARGE', params, `must lead to at most ${maxBytes} bytes`);
}

function nextUrl(location: string | undefined, from: URL): URL {
  if (location === undefined) throw answerRefused('it redirects and does not say where');
  const { url, problem } = parseImageUrl(location, from);
  if (url === null) throw fetchRefused(`where it redirects is not taken: ${problem}`);
  if (from.protocol === 'https:' && url.protocol === 'http:')
    throw fetchRefused('it redirects from https to http');
  return url;
}
