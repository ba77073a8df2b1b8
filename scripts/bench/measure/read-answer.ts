/** A whole answer of HTTP/1.1. */
export interface WireAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = '\r\n\r\n';

/**
 * Reads an answer off the bytes that have come, or null where more are to come.
 *
 * @throws Error where it does not say its length: then its end could not be told
 */
export function readAnswer(bytes: Buffer): WireAnswer | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without its length: ${head}`);
  const start = end + HEAD_END.length;
  if (bytes.length < start + Number(length)) return null;
  const status = Number(head.split(' ', 2)[1]);
  return { status, body: bytes.subarray(start, start + Number(length)) };
}
