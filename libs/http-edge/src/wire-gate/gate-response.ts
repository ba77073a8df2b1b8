import { ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';
import type { Exchange } from './exchange.js';

/** Beyond what a full batch of the largest results comes to: an answer that grows on is a loop. */
const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

const node = ServerResponse.prototype;
const ignore = (): void => undefined;

type Headers = OutgoingHttpHeaders | readonly OutgoingHttpHeader[] | undefined;

/**
 * Puts the gate on a response: what a handler writes is kept until it has said all, and then judged.
 *
 * INVARIANT: the methods are own properties of the instance. Express gives every response another prototype, so methods
 * overridden in a class would be lost; and Node itself calls these very methods for the bare answers it makes.
 *
 * @returns takes the gate off again
 */
export function gateResponse(response: ServerResponse, exchange: Exchange): () => void {
  const chunks: Buffer[] = [];
  let bytes = 0;

  const keep = (chunk: unknown, encoding: unknown): void => {
    const buffer = toBuffer(chunk, encoding);
    bytes += buffer.length;
    if (bytes > MAX_ANSWER_BYTES)
      exchange.refuse(new Error(`an answer grew beyond ${MAX_ANSWER_BYTES} bytes`));
    else if (exchange.isOpen) chunks.push(buffer);
  };

  const gate = {
    writeHead(status: number, reason?: string | Headers, headers?: Headers): ServerResponse {
      response.statusCode = status;
      setAll(response, typeof reason === 'string' ? headers : (reason ?? headers));
      return response;
    },
    write(...words: unknown[]): boolean {
      keep(words[0], words[1]);
      const done = callbackIn(words);
      if (done !== undefined) process.nextTick(done);
      return true; // a gate never asks to wait: what is kept is bounded
    },
    end(...words: unknown[]): ServerResponse {
      const [chunk, encoding] = words;
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') keep(chunk, encoding);
      const done = callbackIn(words);
      if (done !== undefined) response.once('finish', done);
      const header = (name: string): string | undefined => headerOf(response, name);
      exchange.answer({ status: response.statusCode, body: Buffer.concat(chunks), header });
      return response;
    },
    destroy(error?: Error): ServerResponse {
      // Node destroys what waits on a connection that is gone. A handler that does so has failed, and its client hears.
      if (exchange.socket.destroyed) exchange.close();
      else exchange.refuse(error ?? new Error('the handler destroyed its answer'));
      return response;
    },
    flushHeaders: ignore,
    // Of interim answers only 100 Continue goes on the wire, and the socket layer gives it.
    writeContinue: ignore,
    writeProcessing: ignore,
    writeEarlyHints: ignore,
    addTrailers: ignore,
    // What is said to an answer that is settled is not heard; by itself, Node would fail whoever says it.
    setHeader: whileOpen(node.setHeader.bind(response)),
    appendHeader: whileOpen(node.appendHeader.bind(response)),
    removeHeader: whileOpen(node.removeHeader.bind(response)),
  };

  function whileOpen(method: (...words: never[]) => unknown): (...words: never[]) => unknown {
    return (...words) => (exchange.isOpen ? method(...words) : response);
  }

  Object.assign(response, gate);
  const isSettled = { configurable: true, get: () => !exchange.isOpen };
  Object.defineProperties(response, { headersSent: isSettled, writableEnded: isSettled });
  return () => {
    for (const name of [...Object.keys(gate), 'headersSent', 'writableEnded'])
      Reflect.deleteProperty(response, name);
  };
}

function toBuffer(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') {
    const known = typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
    return Buffer.from(chunk, known);
  }
  // a copy: whoever wrote it may use its memory again
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  throw new TypeError('an answer is made of texts and bytes');
}

function callbackIn(words: readonly unknown[]): (() => void) | undefined {
  return words.find((word) => typeof word === 'function') as (() => void) | undefined; // as Node documents it
}

/** Headers as `writeHead` takes them: an object, or names and values in turn. */
function setAll(response: ServerResponse, headers: Headers): void {
  if (headers === undefined) return;
  for (const [name, value] of pairsOf(headers)) if (value !== undefined) response.setHeader(name, value);
}

function pairsOf(
  headers: Exclude<Headers, undefined>,
): (readonly [string, OutgoingHttpHeader | undefined])[] {
  if (!isList(headers)) return Object.entries(headers);
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[String(name), headers[index + 1]]] : []));
}

function isList(headers: Exclude<Headers, undefined>): headers is readonly OutgoingHttpHeader[] {
  return Array.isArray(headers);
}

function headerOf(response: ServerResponse, name: string): string | undefined {
  const value = response.getHeader(name);
  return value === undefined ? undefined : String(value);
}
