import type { IncomingMessage } from 'node:http';
import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { Injectable } from '@nestjs/common';
import type { Exchange } from '../wire-gate/exchange.js';
import { exchangeOf } from '../wire-gate/open-exchange.js';
import { BodyPlace } from './body-place.js';

const RETRY_AFTER_MS = 1000;

/**
 * Bounds the bytes of all bodies that are held at once.
 *
 * INVARIANT: a place is asked for before a byte is kept. Refusing afterwards would hold the memory all the same, and
 * under overload that is the moment when there is none.
 *
 * Nobody keeps places by being slow: they are lent as a body comes, and one that hardly comes gives way to others.
 */
@Injectable()
export class BodyBudget {
  private readonly limit: number;
  private held = 0;
  private readonly coming = new Map<Exchange, BodyPlace>();

  constructor({ values }: AppConfig) {
    this.limit = values.EXECUTION_MAX_BYTES;
  }

  /**
   * Takes places for the body of a request as it comes, until its exchange is over. To be called before the body is read.
   *
   * @param maxBytes the most a body may come to
   * @param onRefused called at most once, while it comes: QUEUE_FULL or BODY_TOO_LARGE
   * @throws GatehouseError BODY_TOO_LARGE by its announced length, QUEUE_FULL where there is no room for it now
   */
  hold(request: IncomingMessage, maxBytes: number, onRefused: (refusal: GatehouseError) => void): void {
    const most = Math.min(maxBytes, this.limit);
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > most) throw new GatehouseError('BODY_TOO_LARGE', { limit: most });
    this.makeRoom(announced);
    const exchange = exchangeOf(request);
    const place = new BodyPlace(announced === 0 ? most : announced, performance.now());
    this.lend(place, place.needs(0));
    this.coming.set(exchange, place);
    exchange.onClose(() => {
      this.takeBack(exchange, place);
    });
    this.follow(request, place, onRefused);
  }

  /**
   * What takes places for bytes that a request brings about beside its body, until its exchange is over.
   *
   * @returns to be called before so many bytes are kept; throws GatehouseError QUEUE_FULL where they do not fit
   */
  holder(request: IncomingMessage): (bytes: number) => void {
    let own = 0;
    let isOver = false;
    exchangeOf(request).onClose(() => {
      this.held -= own;
      isOver = true;
    });
    return (bytes) => {
      this.makeRoom(bytes);
      // What comes late is for nobody, and would never be given back.
      if (isOver) return;
      this.held += bytes;
      own += bytes;
    };
  }

  private follow(
    request: IncomingMessage,
    place: BodyPlace,
    onRefused: (refusal: GatehouseError) => void,
  ): void {
    const onData = ({ length }: Buffer): void => {
      try {
        this.lend(place, place.needs(length));
        place.arrive(length, performance.now());
        if (place.isTooLarge) throw new GatehouseError('BODY_TOO_LARGE', { limit: place.most });
      } catch (refusal) {
        request.off('data', onData);
        onRefused(refusal as GatehouseError); // both that can be thrown here are
      }
    };
    request.on('data', onData);
  }

  private lend(place: BodyPlace, bytes: number): void {
    this.makeRoom(bytes, place);
    this.held += bytes;
    place.held += bytes;
  }

  private takeBack(exchange: Exchange, place: BodyPlace): void {
    this.held -= place.held;
    place.held = 0;
    this.coming.delete(exchange);
  }

  /**
   * Has bodies that lag give way, those first that hold the most, where so many bytes do not fit otherwise.
   *
   * @param asking for whom it is; nobody gives way to itself
   */
  private makeRoom(bytes: number, asking: BodyPlace | null = null): void {
    let missing = this.held + bytes - this.limit;
    if (missing <= 0) return;
    const now = performance.now();
    const lagging = [...this.coming]
      .filter(([exchange, place]) => place !== asking && !exchange.hasWholeRequest && place.lags(now))
      .sort(([, one], [, other]) => other.held - one.held);
    // Where all of them together are not enough, nobody is helped.
    if (lagging.reduce((sum, [, place]) => sum + place.held, 0) < missing) throw this.full();
    for (const [exchange, place] of lagging) {
      if (missing <= 0) return;
      missing -= place.held;
      this.takeBack(exchange, place);
      const problem = 'its body came more slowly than 64 KB a second, while others needed its place';
      exchange.breakOff(new GatehouseError('REQUEST_TIMED_OUT', { problem }));
    }
  }

  private full(): GatehouseError {
    return new GatehouseError(
      'QUEUE_FULL',
      { what: 'this server', limit: `${this.held} bytes are held`, retry_after_ms: RETRY_AFTER_MS },
      { retryAfterMs: RETRY_AFTER_MS },
    );
  }
}
