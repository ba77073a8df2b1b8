import { IncomingMessage, type ServerResponse } from 'node:http';
import { Exchange, type ExchangeHost } from './exchange.js';
import { gateResponse, ungateResponse } from './gate-response.js';
import { REQUEST_ID_HEADER } from './request-id.js';

const EXCHANGE = Symbol('the exchange of a request');
type Opened = IncomingMessage & { [EXCHANGE]?: Exchange };

/** Makes an exchange of a request and its fresh response: gives both their id, and puts the gate on. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  host: ExchangeHost,
): Exchange {
  const exchange = new Exchange(request, response, host);
  Object.assign(request, { id: exchange.id, [EXCHANGE]: exchange, destroy: destroyRequest });
  response.setHeader(REQUEST_ID_HEADER, exchange.id);
  if (exchange.span !== null) response.setHeader('traceparent', exchange.span.traceparent);
  gateResponse(response, exchange);
  return exchange;
}

/** The exchange that a request belongs to; undefined where it did not come by an edge server. */
export function findExchange(request: Opened): Exchange | undefined {
  return request[EXCHANGE];
}

/**
 * The exchange that a request belongs to.
 *
 * @throws Error for a request that did not come by an edge server
 */
export function exchangeOf(request: Opened): Exchange {
  const exchange = request[EXCHANGE];
  if (exchange === undefined) throw new Error('this request did not come by an edge server');
  return exchange;
}

/**
 * Takes the gate off, for the one answer that cannot be whole before it is sent: the event stream (WIRE_EXCEPTIONS).
 * From here on the handler writes to the wire, and a failure can but cut the connection.
 *
 * @param end is asked to end the stream when the server is being stopped; what it leaves open is cut
 * @returns false where the exchange is settled already: there is nothing more to say
 */
export function beginStream(request: IncomingMessage, end: () => void = () => undefined): boolean {
  const exchange = exchangeOf(request);
  const isBegun = exchange.beginStream(end);
  if (isBegun) ungateResponse(exchange.response);
  return isBegun;
}

/**
 * A handler that destroys its request has failed; by itself Node cuts the connection, and no answer could be sent.
 *
 * One function for all requests: with a closure for each as its own method, V8 keeps every request until a major
 * collection.
 */
function destroyRequest(this: Opened, error?: Error): IncomingMessage {
  const { request, socket } = exchangeOf(this);
  const isOver = request.readableEnded || socket.destroyed || request.socket !== socket;
  // Streams end themselves so, too, when they are read, and let go of the socket when they are torn down.
  if (isOver) return IncomingMessage.prototype.destroy.call(this, error);
  exchangeOf(this).refuse(error ?? new Error('the handler destroyed its request'));
  return this;
}
