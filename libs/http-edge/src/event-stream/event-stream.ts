import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import type { Exchange } from '../wire-gate/exchange.js';
import { beginStream, exchangeOf } from '../wire-gate/open-exchange.js';
import { frameOf, type ServerEvent } from './server-event.js';

/** What the pace of a stream is, in milliseconds. */
export interface StreamTimes {
  /** Between two signs of life: proxies cut connections on which nothing is said. */
  readonly heartbeatMs: number;
  /** For the client to take what was sent, before it counts as gone. */
  readonly takeMs: number;
}

const TIMES: StreamTimes = { heartbeatMs: 15_000, takeMs: 30_000 };
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no', // some proxies gather an answer unless they are told
};
/** Tells a browser how soon to come back when the connection is lost, in milliseconds. */
const BEGINNING = 'retry: 2000\n\n';
const HEARTBEAT = ':\n\n';

const logger = new Logger('EventStream');

/**
 * The answer to one request as a stream of events. Until {@link send} the exchange is as whole as any: whatever is
 * thrown before becomes a 400.
 *
 * INVARIANT: no more is asked of the source until the client has taken what was sent, so that a client that reads
 * slowly, or not at all, holds one event and nothing else.
 */
export class EventStream {
  /** Aborts when nobody listens any more, or the server is being stopped: for whoever makes the events. */
  readonly signal: AbortSignal;
  private readonly exchange: Exchange;
  private readonly stopping = new AbortController();

  constructor(
    private readonly request: IncomingMessage,
    private readonly times = TIMES,
  ) {
    this.exchange = exchangeOf(request);
    this.signal = AbortSignal.any([this.exchange.signal, this.stopping.signal]);
  }

  /** Sends events as they come, until there are no more or nobody listens. Never rejects: a source that fails cuts the stream. */
  async send(events: AsyncIterable<ServerEvent>): Promise<void> {
    const { response } = this.exchange;
    if (this.request.method === 'HEAD') {
      response.writeHead(200, HEADERS);
      response.end();
      return;
    }
    const stop = (): void => {
      this.stop();
    };
    if (!beginStream(this.request, stop)) return;
    response.writeHead(200, HEADERS);
    response.write(BEGINNING);
    const heart = setInterval(() => {
      if (!response.writableNeedDrain && !response.destroyed) response.write(HEARTBEAT);
    }, this.times.heartbeatMs);
    try {
      for await (const event of events) await this.write(response, frameOf(event));
      response.end();
    } catch (thrown) {
      if (this.signal.aborted) response.end();
      else this.cut(thrown);
    } finally {
      clearInterval(heart);
    }
  }

  private async write(response: ServerResponse, text: string): Promise<void> {
    this.signal.throwIfAborted();
    if (response.write(text)) return;
    const isTooSlow = AbortSignal.timeout(this.times.takeMs);
    await once(response, 'drain', { signal: AbortSignal.any([this.signal, isTooSlow]) });
  }

  private cut(thrown: unknown): void {
    const reason = Error.isError(thrown) ? thrown.message : 'its source failed';
    logger.warn({ of_request: this.exchange.id, reason }, 'event stream cut');
    this.exchange.giveUp(thrown);
  }

  private stop(): void {
    this.stopping.abort(new Error('the server is being stopped'));
    // What the client has not taken by now it would take its time for.
    if (this.exchange.response.writableNeedDrain) this.exchange.response.destroy();
  }
}
