import type { Socket } from 'node:net';
import type { Exchange } from '../wire-gate/exchange.js';
import { lingerAndClose } from './linger.js';

/** A client that has said all may hear for so long, until it counts as one that left: a process must be free 500 ms after that. */
const HALF_OPEN_MS = 150;

/** One connection and what is asked on it. */
export class Connection {
  /** Set when nothing more is read of it as requests. */
  isEnding = false;
  /** Those that are not over, oldest first. */
  readonly exchanges: readonly Exchange[];
  // No Set: one that empties and fills for each request leaves its old tables linked to the new ones, and what they
  // still hold outlives every minor collection: all requests would end up in the old generation.
  private readonly open: Exchange[] = [];
  private onIdle: (() => void) | null = null;
  private bytesSeen = 0;

  constructor(readonly socket: Socket) {
    this.exchanges = this.open;
    // Node would destroy it after the last answer, and with it what is on its way to the client.
    socket.destroySoon = () => {
      this.end();
    };
    socket.once('end', () => {
      this.leaveLater();
    });
    socket.once('close', () => {
      for (const exchange of this.open.splice(0)) exchange.close();
    });
  }

  get isIdle(): boolean {
    return this.open.length === 0;
  }

  /** The newest exchange that is not over. */
  get newest(): Exchange | undefined {
    return this.open.at(-1);
  }

  add(exchange: Exchange): void {
    this.open.push(exchange);
    exchange.response.once('close', () => {
      exchange.close();
      const index = this.open.indexOf(exchange);
      if (index >= 0) this.open.splice(index, 1);
      if (this.isIdle) this.onIdle?.();
    });
  }

  /** Ends it with last words of its own, when all that was asked on it is answered: answers keep their order. */
  endWith(lastWords: () => void): void {
    this.isEnding = true;
    const end = (): void => {
      lastWords();
      this.end();
    };
    if (this.isIdle) end();
    else this.onIdle = end;
  }

  /** Tells the client that no more will be said, and closes. */
  end(): void {
    this.isEnding = true;
    lingerAndClose(this.socket);
  }

  /** Whether any bytes came since this was asked last. */
  wasSpokenTo(): boolean {
    const before = this.bytesSeen;
    this.bytesSeen = this.socket.bytesRead;
    return this.bytesSeen !== before;
  }

  /*
   * A client that sent a whole request and ended its side, as `nc` does, waits for a whole answer. One that left looks
   * the same until something is written to it. So both are given time, and then the work is stopped; what there is to
   * answer is sent even so.
   */
  private leaveLater(): void {
    setTimeout(() => {
      for (const exchange of this.open) exchange.leave();
    }, HALF_OPEN_MS).unref();
  }
}
