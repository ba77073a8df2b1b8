import type { IncomingMessage } from 'node:http';
import { GatehouseError } from '@gatehouse/errors';
import { readEnvelope } from './read-envelope.js';
import { errorOfStatus } from './status-error.js';

/** An answer as a handler told it, complete. */
export interface ToldAnswer {
  readonly status: number;
  /** Bytes, or a text that is UTF-8 on the wire. */
  readonly body: Buffer | string;
  /** A header of the answer; undefined where there is none. */
  readonly header: (name: string) => string | undefined;
}

/** What is done with an answer: it leaves as it was told, or as an error. */
export type Verdict =
  | { readonly send: 'as told'; readonly retryAfterMs: number | null }
  | { readonly send: 'error'; readonly error: GatehouseError };

type JudgedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Whether a told answer may go on the wire. Decides only. */
export function judgeAnswer(told: ToldAnswer, request: JudgedRequest): Verdict {
  const { status } = told;
  if (status === 200) {
    const problem = flawOf(told, request);
    return problem === null ? asTold() : broken(problem);
  }
  if (status === 400) {
    const envelope = readEnvelope(told.body);
    if (envelope !== null) return asTold(envelope.retryAfterMs);
    if (isUnseenEnvelope(told, request)) return asTold();
  }
  return { send: 'error', error: toError(told, request) };
}

function asTold(retryAfterMs: number | null = null): Verdict {
  return { send: 'as told', retryAfterMs };
}

function broken(problem: string): Verdict {
  return { send: 'error', error: new GatehouseError('INTERNAL_ERROR', {}, { cause: new Error(problem) }) };
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
