import type { Exchange } from '../wire-gate/exchange.js';
import { overdueOf, type ExchangeDeadlines } from './overdue.js';

/** How often deadlines are looked at, in milliseconds. */
export const WATCH_INTERVAL_MS = 500;

interface Progress {
  bytes: number;
  at: number;
}

/**
 * Holds exchanges to their deadlines.
 *
 * @returns ends the watch
 */
export function watchExchanges(
  exchanges: () => Iterable<Exchange>,
  deadlines: ExchangeDeadlines,
): () => void {
  const progress = new WeakMap<Exchange, Progress>();
  const look = (): void => {
    const now = performance.now();
    for (const exchange of exchanges()) {
      const waitingSince = waitsForBody(exchange) ? lastPieceOf(exchange, progress, now) : null;
      const overdue = overdueOf({ ...timesOf(exchange), waitingSince }, deadlines, now);
      if (overdue === 'not taken') exchange.socket.destroy();
      else if (overdue !== null && !exchange.isStreaming) exchange.breakOff(overdue);
    }
  };
  const timer = setInterval(look, WATCH_INTERVAL_MS).unref();
  return () => {
    clearInterval(timer);
  };
}

function timesOf({ openedAt, sentAt }: Exchange): { openedAt: number; sentAt: number | null } {
  return { openedAt, sentAt };
}

/** A stream that is full is not read on: that nothing comes is then the server's doing. */
function waitsForBody({ hasWholeRequest, request }: Exchange): boolean {
  return !hasWholeRequest && request.readableLength < request.readableHighWaterMark;
}

function lastPieceOf(exchange: Exchange, progress: WeakMap<Exchange, Progress>, now: number): number {
  const bytes = exchange.socket.bytesRead;
  const known = progress.get(exchange);
  if (known?.bytes === bytes) return known.at;
  progress.set(exchange, { bytes, at: now });
  return now;
}
