import type { IncomingMessage } from 'node:http';
import { GatehouseError } from '@gatehouse/errors';
import { isEnvelope } from './is-envelope.js';
import { errorOfStatus } from './status-error.js';

/** An answer as a handler told it, complete. */
export interface ToldAnswer {
  readonly status: number;
  /** Bytes, or a text that is UTF-8 on the wire. */
  readonly body: Buffer | string;
  /** A header of the answer; undefined where there is none. */
  readonly header: (name: string) => string | undefined;
}

type JudgedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** The error that a told answer should have been; null where it may leave as it is. Decides only. */
export function judgeAnswer(told: ToldAnswer, request: JudgedRequest): GatehouseError | null {
  if (told.status === 200) {
    const flaw = flawOf(told, request);
    return flaw === null ? null : new GatehouseError('INTERNAL_ERROR', {}, { cause: new Error(flaw) });
  }
  const isRefusal = told.status === 400 && (isEnvelope(told.body) || isUnseenEnvelope(told, request));
  return isRefusal ? null : toError(told, request);
}

/** Why a 200 is not whole: fewer or more bytes than its own header says. HEAD has none and may say how many GET has. */
function flawOf({ body, header }: ToldAnswer, { method }: JudgedRequest): string | null {
  const length = header('content-length');
  if (length === undefined || method === 'HEAD' || Number(length) === Buffer.byteLength(body)) return null;
  return `a 200 said Content-Length ${length} and had ${Buffer.byteLength(body)} bytes`;
}

/** The 400 to a HEAD request: Express leaves out the body and keeps what describes it. */
function isUnseenEnvelope({ body, header }: ToldAnswer, { method }: JudgedRequest): boolean {
  return (
    method === 'HEAD' &&
    body.length === 0 &&
    Number(header('content-length') ?? 0) > 0 &&
    header('content-type')?.startsWith('application/json') === true
  );
}

function toError(
  { status, header }: ToldAnswer,
  { method = '', url = '', headers }: JudgedRequest,
): GatehouseError {
  const retryAfter = Number(header('retry-after') ?? Number.NaN);
  return errorOfStatus({
    status,
    method,
    path: url.split('?', 1)[0] ?? '',
    contentType: headers['content-type'] ?? 'none',
    expectation: String(headers.expect).slice(0, 100),
    hasHost: headers.host !== undefined,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : null,
  });
}
