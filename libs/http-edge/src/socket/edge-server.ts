import {
  createServer,
  ServerResponse,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { Socket } from 'node:net';
import { GatehouseError } from '@gatehouse/errors';
import { bindRequestEvents, runInExchange } from '../process/exchange-context.js';
import type { Exchange, ExchangeHost } from '../wire-gate/exchange.js';
import { exchangeOf, openExchange } from '../wire-gate/open-exchange.js';
import { requestIdFrom, REQUEST_ID_HEADER } from '../wire-gate/request-id.js';
import { answerClientError } from './answer-client-error.js';
import type { ClientError } from './client-error.js';
import { Connection } from './connection.js';
import type { EdgeLimits } from './edge-limits.js';
import { refusalOfHead, stripConditions } from './head-refusal.js';
import { writeRawAnswer } from './raw-answer.js';
import { stopServer, type StopPace } from './stop-server.js';
import { WATCH_INTERVAL_MS, watchExchanges } from './watch-exchanges.js';

/** Below the fifteen seconds in which the process is to be gone, with time for what comes after the last answer. */
const GRACEFUL: StopPace = { lameDuckMs: 500, drainMs: 9000 };

/**
 * An HTTP server on which every answer is one whole 200 or one whole 400 with the envelope, whatever bytes arrive and
 * whatever the listener does.
 */
export class EdgeServer implements ExchangeHost {
  /** Node's own server, to listen with. It is ended by `stop`: its own `close` loses requests. */
  readonly server: Server;
  private readonly connections = new Map<Socket, Connection>();
  private stopping: Promise<void> | null = null;

  constructor(
    private readonly listener: RequestListener,
    private readonly limits: EdgeLimits,
  ) {
    this.server = this.listenToAll(createServer(this.nodeOptions()));
    // Node leaves out those beyond two thousand without a word, of which one could be the Content-Length.
    this.server.maxHeadersCount = 0;
    // Longer than proxies keep theirs, so that it is they who close: a request may be on its way when the server does.
    this.server.keepAliveTimeout = 75_000;
    // A client may end its side and still wait for its answer.
    Object.assign(this.server, { httpAllowHalfOpen: true });
    const endWatch = watchExchanges(() => this.exchanges(), {
      bodyIdleMs: limits.bodyIdleTimeoutMs,
      answerMs: limits.answerTimeoutMs,
      takeMs: limits.requestTimeoutMs,
    });
    this.server.once('close', endWatch);
  }

  /** Whether it is being stopped: it still answers, and no new work should be sent to it. */
  get isStopping(): boolean {
    return this.stopping !== null;
  }

  /**
   * Ends it; every request that was sent to it whole is answered first, those that take too long with SERVER_STOPPING.
   * Resolves when the last connection is closed, within eleven seconds.
   */
  stop(pace: StopPace = GRACEFUL): Promise<void> {
    this.stopping ??= stopServer(this.server, this.connections, pace);
    return this.stopping;
  }

  /** While stopping, the last answer on a connection ends it: once whatever else was read with it is known. */
  whenToSend(exchange: Exchange, send: (isLast: boolean) => void): void {
    if (!this.isStopping) {
      send(false);
      return;
    }
    const sendWhenRead = (): void => {
      send(this.connections.get(exchange.socket)?.newest === exchange);
    };
    // Two turns of the event loop: what the socket holds by now is read in between.
    setImmediate(() => setImmediate(sendWhenRead));
  }

  private nodeOptions(): Parameters<typeof createServer>[0] {
    return {
      ServerResponse: this.gatedResponse(),
      insecureHTTPParser: false,
      requireHostHeader: true,
      headersTimeout: this.limits.headersTimeoutMs,
      requestTimeout: this.limits.requestTimeoutMs,
      connectionsCheckingInterval: WATCH_INTERVAL_MS,
    };
  }

  /** The gate is on every response from its construction: Node answers some requests before anybody hears of them. */
  private gatedResponse(): typeof ServerResponse {
    const open = (request: IncomingMessage, response: ServerResponse): void => {
      const exchange = openExchange(request, response, this);
      this.connections.get(request.socket)?.add(exchange);
    };
    return class GatedResponse extends ServerResponse {
      constructor(...args: ConstructorParameters<typeof ServerResponse>) {
        super(...args);
        open(args[0], this);
      }
    } as typeof ServerResponse; // its type has a parameter for the request's class, and here it is Node's own
  }

  /*
   * No listener for `upgrade`: without one Node serves a request that offers another protocol as the plain one it also
   * is, as RFC 9110 (7.8) lets a server do. `curl --http2` sends such.
   */
  private listenToAll(server: Server): Server {
    return server
      .on('connection', (socket) => {
        this.connections.set(socket, new Connection(socket));
        socket.once('close', () => this.connections.delete(socket));
      })
      .on('request', (request, response) => {
        this.receive(request, response);
      })
      .on('checkContinue', (request, response) => {
        this.receive(request, response, () => {
          ServerResponse.prototype.writeContinue.call(response);
        });
      })
      .on('checkExpectation', (request: IncomingMessage) => {
        const what = `Expect: ${String(request.headers.expect).slice(0, 100)}`;
        exchangeOf(request).refuse(new GatehouseError('PROTOCOL_UNSUPPORTED', { what }));
      })
      .on('connect', (request, socket) => {
        this.refuseTunnel(request, socket as Socket); // of the type that the server's connections are of
      })
      .on('clientError', (error, socket) => {
        const connection = this.connections.get(socket as Socket); // see above
        if (connection === undefined) socket.destroy();
        else answerClientError(connection, error as ClientError, this.limits);
      });
  }

  private receive(request: IncomingMessage, response: ServerResponse, letGoOn?: () => void): void {
    const exchange = exchangeOf(request);
    const refusal = refusalOfHead(request);
    if (refusal !== null) {
      exchange.refuse(refusal);
      return;
    }
    stripConditions(request.headers);
    // Whoever reads bodies refuses one that is too large, once its sender is known: a stranger learns that a key is needed.
    if (Number(request.headers['content-length'] ?? 0) <= this.limits.maxBodyBytes) letGoOn?.();
    if (!exchange.hasWholeRequest) bindRequestEvents(exchange);
    runInExchange(exchange, () => {
      try {
        this.listener(request, response);
      } catch (thrown) {
        exchange.giveUp(thrown);
      }
    });
  }

  private refuseTunnel(request: IncomingMessage, socket: Socket): void {
    const connection = this.connections.get(socket);
    const error = new GatehouseError('PROTOCOL_UNSUPPORTED', { what: 'CONNECT' });
    connection?.endWith(() => {
      writeRawAnswer(socket, error, requestIdFrom(request.headers[REQUEST_ID_HEADER]));
    });
  }

  private *exchanges(): Iterable<Exchange> {
    for (const { exchanges } of this.connections.values()) yield* exchanges;
  }
}
