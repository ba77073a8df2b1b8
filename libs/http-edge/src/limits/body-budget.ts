import type { IncomingMessage } from 'node:http';
import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { Injectable } from '@nestjs/common';
import { exchangeOf } from '../wire-gate/open-exchange.js';

const RETRY_AFTER_MS = 1000;

/**
 * Bounds the bytes of all bodies that are held at once.
 *
 * INVARIANT: a place is asked for before a byte is kept. Refusing afterwards would hold the memory all the same, and
 * under overload that is the moment when there is none.
 */
@Injectable()
export class BodyBudget {
  private readonly limit: number;
  private held = 0;

  constructor({ values }: AppConfig) {
    this.limit = values.EXECUTION_MAX_BYTES;
  }

  /**
   * Takes places for the body of a request until its exchange is over: all at once where its length is announced, else
   * as it grows. To be called before the body is read.
   *
   * @param maxBytes the most a body of unknown length may grow to
   * @param onRefused called at most once, while it grows: QUEUE_FULL or BODY_TOO_LARGE
   * @throws GatehouseError QUEUE_FULL where its announced length does not fit
   */
  hold(request: IncomingMessage, maxBytes: number, onRefused: (refusal: GatehouseError) => void): void {
    let own = 0;
    exchangeOf(request).onClose(() => {
      this.held -= own;
      own = 0;
    });
    const take = (bytes: number): void => {
      this.take(bytes);
      own += bytes;
    };
    const announced = request.headers['content-length'];
    if (announced === undefined) growWith(request, take, maxBytes, onRefused);
    else take(Number(announced));
  }

  private take(bytes: number): void {
    if (this.held + bytes > this.limit) throw this.full();
    this.held += bytes;
  }

  private full(): GatehouseError {
    return new GatehouseError(
      'QUEUE_FULL',
      { what: 'this server', limit: `${this.held} bytes are held`, retry_after_ms: RETRY_AFTER_MS },
      { retryAfterMs: RETRY_AFTER_MS },
    );
  }
}

function growWith(
  request: IncomingMessage,
  take: (bytes: number) => void,
  maxBytes: number,
  onRefused: (refusal: GatehouseError) => void,
): void {
  let bytes = 0;
  const onData = (chunk: Buffer): void => {
    bytes += chunk.length;
    try {
      if (bytes > maxBytes) throw new GatehouseError('BODY_TOO_LARGE', { limit: maxBytes });
      take(chunk.length);
    } catch (refusal) {
      request.off('data', onData);
      onRefused(refusal as GatehouseError); // both that can be thrown here are
    }
  };
  request.on('data', onData);
}
