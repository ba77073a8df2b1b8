import { ServerResponse, STATUS_CODES } from 'node:http';

/** An answer that is decided: nothing about it changes any more. */
export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes, or a text that is UTF-8 on the wire. */
  readonly body: Buffer | string;
  /** Whether the headers that the handler set describe this answer. */
  readonly keepsHeaders: boolean;
}

/** Headers that a handler set for another answer and that would be wrong on this one, besides `content-*`. */
const STALE = new Set(['accept-ranges', 'etag', 'expires', 'last-modified', 'location', 'set-cookie']);
/** Framing is the gate’s own: every whole answer has a Content-Length, and neither chunks nor trailers. */
const FRAMING = ['Transfer-Encoding', 'Trailer'];

/**
 * Writes an answer in one go, past the gate, by Node's own methods: those on the instance are the gate, and Express has
 * changed its prototype.
 */
export function sendAnswer(response: ServerResponse, answer: SentAnswer, isLast: boolean): void {
  const { prototype } = ServerResponse;
  if (!answer.keepsHeaders) {
    for (const name of response.getHeaderNames().filter(isStale)) prototype.removeHeader.call(response, name);
  }
  for (const name of FRAMING) prototype.removeHeader.call(response, name);
  for (const [name, value] of Object.entries(answer.headers)) prototype.setHeader.call(response, name, value);
  if (isLast) prototype.setHeader.call(response, 'Connection', 'close');
  response.statusMessage = STATUS_CODES[answer.status] ?? '';
  prototype.writeHead.call(response, answer.status);
  prototype.end.call(response, answer.body, 'utf8');
}

function isStale(name: string): boolean {
  if (name === 'content-security-policy') return false;
  return name.startsWith('content-') || STALE.has(name);
}
