import { ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';
import { WireGate, type HeadHeaders } from './wire-gate.js';

const GATE = Symbol('the wire gate of a response');
type Gated = ServerResponse & { [GATE]: WireGate };

const node = ServerResponse.prototype;

/** The methods of a response on which the gate is: they belong to all of them, and know their own by `this`. */
const METHODS = {
  writeHead(this: Gated, status: number, reason?: string | HeadHeaders, headers?: HeadHeaders): Gated {
    this[GATE].writeHead(status, typeof reason === 'string' ? headers : (reason ?? headers));
    return this;
  },
  write(this: Gated, ...words: unknown[]): boolean {
    this[GATE].write(words);
    return true; // a gate never asks to wait: what is kept is bounded
  },
  end(this: Gated, ...words: unknown[]): Gated {
    this[GATE].end(words);
    return this;
  },
  destroy(this: Gated, error?: unknown): Gated {
    this[GATE].destroy(error);
    return this;
  },
  flushHeaders: ignore,
  // Of interim answers only 100 Continue goes on the wire, and the socket layer gives it.
  writeContinue: ignore,
  writeProcessing: ignore,
  writeEarlyHints: ignore,
  addTrailers: ignore,
  // What is said to an answer that is settled is not heard; by itself, Node would fail whoever says it.
  setHeader(this: Gated, ...words: Parameters<typeof node.setHeader>): Gated {
    return isOpen(this) ? (node.setHeader.apply(this, words) as Gated) : this; // it gives back itself
  },
  appendHeader(this: Gated, ...words: Parameters<typeof node.appendHeader>): Gated {
    return isOpen(this) ? (node.appendHeader.apply(this, words) as Gated) : this; // it gives back itself
  },
  removeHeader(this: Gated, name: string): void {
    if (isOpen(this)) node.removeHeader.call(this, name);
  },
};

/** Whoever asks is told that all is said as soon as the exchange is settled, and not before. */
const IS_SETTLED = {
  configurable: true,
  get(this: Gated): boolean {
    return !isOpen(this);
  },
};
const FACTS = { headersSent: IS_SETTLED, writableEnded: IS_SETTLED };

/**
 * Puts the gate on a response: what a handler writes is kept until it has said all, and then judged.
 *
 * INVARIANT: the methods are own properties of the instance. Express gives every response another prototype, so methods
 * overridden in a class would be lost; and Node itself calls these very methods for the bare answers it makes.
 */
export function gateResponse(response: ServerResponse, exchange: Exchange): void {
  Object.assign(response, METHODS, { [GATE]: new WireGate(response, exchange) });
  Object.defineProperties(response, FACTS);
}

/** Takes the gate off again: the methods are Node's own from here on. */
export function ungateResponse(response: ServerResponse): void {
  for (const name of [...Object.keys(METHODS), ...Object.keys(FACTS)]) Reflect.deleteProperty(response, name);
}

function isOpen(response: Gated): boolean {
  return response[GATE].exchange.isOpen;
}

function ignore(): void {
  // not heard
}
