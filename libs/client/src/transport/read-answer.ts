import { GatehouseAnswerError } from '../errors/answer-error.js';
import { GatehouseApiError } from '../errors/api-error.js';
import { isErrorBody } from '../wire/is-error-body.js';

const SHOWN = 200;

/**
 * What a whole answer says. Decides only.
 *
 * @param text its body
 * @returns the JSON of a 200
 * @throws GatehouseApiError for an envelope, GatehouseAnswerError for anything that Gatehouse does not say
 */
export function readAnswer(response: Pick<Response, 'status' | 'headers'>, text: string): unknown {
  const json = parse(text);
  if (response.status === 200 && json !== undefined) return json;
  if (response.status === 400 && isEnvelope(json)) {
    throw new GatehouseApiError(json.error, retryAfterOf(response.headers));
  }
  throw strangeAnswer(response, text);
}

/** That something answered which is no Gatehouse, and what to do about it. */
export function strangeAnswer(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
): GatehouseAnswerError {
  const shown = text.slice(0, SHOWN);
  return new GatehouseAnswerError(explain(status, headers, shown), status, shown, retryAfterOf(headers));
}

function explain(status: number, headers: Headers, text: string): string {
  const location = headers.get('location');
  if (status === 0 || (status >= 300 && status < 400)) {
    return `The answer leads elsewhere${location === null ? '' : `, to ${location}`}. Use the final address as baseUrl.`;
  }
  const said = text.trim() === '' ? 'says nothing' : `begins with ${JSON.stringify(text.trim())}`;
  return `The answer, of status ${status}, is none of a Gatehouse server: it ${said}. Look at baseUrl, and at proxies between.`;
}

function isEnvelope(
  json: unknown,
): json is { readonly error: ConstructorParameters<typeof GatehouseApiError>[0] } {
  return typeof json === 'object' && json !== null && 'error' in json && isErrorBody(json.error);
}

/** Only the form that Gatehouse and most proxies use: seconds. */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) * 1000 : null;
}

/** Undefined, which no JSON says, where the text is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
