import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';

/** Beyond what a full batch of the largest results comes to: an answer that grows on is a loop. */
const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

/** Headers as `writeHead` takes them. */
export type HeadHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[] | undefined;

/** Keeps what a handler writes until it has said all, and gives it to the exchange to be judged. */
export class WireGate {
  private readonly pieces: (Buffer | string)[] = [];
  private bytes = 0;

  constructor(
    private readonly response: ServerResponse,
    readonly exchange: Exchange,
  ) {}

  writeHead(status: number, headers: HeadHeaders): void {
    this.response.statusCode = status;
    if (headers === undefined) return;
    for (const [name, value] of pairsOf(headers)) {
      if (value !== undefined) this.response.setHeader(name, value);
    }
  }

  /** @param words as `write` takes them: a piece, its encoding, a callback, the latter two if at all */
  write(words: readonly unknown[]): void {
    this.keep(words[0], words[1]);
    const done = callbackIn(words);
    if (done !== undefined) process.nextTick(done);
  }

  /** @param words as `end` takes them, all of them if at all */
  end(words: readonly unknown[]): void {
    const [piece, encoding] = words;
    if (piece !== undefined && piece !== null && typeof piece !== 'function') this.keep(piece, encoding);
    const done = callbackIn(words);
    if (done !== undefined) this.response.once('finish', done);
    const header = (name: string): string | undefined => headerOf(this.response, name);
    this.exchange.answer({ status: this.response.statusCode, body: joined(this.pieces), header });
  }

  /** Node destroys what waits on a connection that is gone. A handler that does so has failed, and its client hears. */
  destroy(error: unknown): void {
    if (this.exchange.socket.destroyed) this.exchange.close();
    else this.exchange.refuse(error ?? new Error('the handler destroyed its answer'));
  }

  private keep(chunk: unknown, encoding: unknown): void {
    const piece = toPiece(chunk, encoding);
    this.bytes += Buffer.byteLength(piece);
    if (this.bytes > MAX_ANSWER_BYTES) {
      this.exchange.refuse(new Error(`an answer grew beyond ${MAX_ANSWER_BYTES} bytes`));
    } else if (this.exchange.isOpen) this.pieces.push(piece);
  }
}

/** A text in UTF-8 stays one: Node sends a short text in one piece with the headers. */
function toPiece(chunk: unknown, encoding: unknown): Buffer | string {
  if (typeof chunk === 'string') {
    const isOther =
      typeof encoding === 'string' && !/^utf-?8$/i.test(encoding) && Buffer.isEncoding(encoding);
    return isOther ? Buffer.from(chunk, encoding) : chunk;
  }
  // a copy: whoever wrote it may use its memory again
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  throw new TypeError('an answer is made of texts and bytes');
}

function joined(pieces: readonly (Buffer | string)[]): Buffer | string {
  const [only, ...others] = pieces;
  if (others.length === 0) return only ?? '';
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

function callbackIn(words: readonly unknown[]): (() => void) | undefined {
  return words.find((word) => typeof word === 'function') as (() => void) | undefined; // as Node documents it
}

/** An object, or names and values in turn. */
function pairsOf(
  headers: Exclude<HeadHeaders, undefined>,
): (readonly [string, OutgoingHttpHeader | undefined])[] {
  if (!isList(headers)) return Object.entries(headers);
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[String(name), headers[index + 1]]] : []));
}

function isList(headers: Exclude<HeadHeaders, undefined>): headers is readonly OutgoingHttpHeader[] {
  return Array.isArray(headers);
}

function headerOf(response: ServerResponse, name: string): string | undefined {
  const value = response.getHeader(name);
  return value === undefined ? undefined : String(value);
}
