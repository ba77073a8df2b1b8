import { AsyncLocalStorage } from 'node:async_hooks';
import { IncomingMessage } from 'node:http';
import type { Exchange } from '../wire-gate/exchange.js';
import { exchangeOf } from '../wire-gate/open-exchange.js';

const storage = new AsyncLocalStorage<Exchange>();

/** Does some work on behalf of an exchange: whatever it starts, now or later, belongs to it. */
export function runInExchange<Result>(exchange: Exchange, work: () => Result): Result {
  const { span } = exchange;
  return storage.run(exchange, span === null ? work : () => span.run(work));
}

/** The exchange on whose behalf this code runs, if any. */
export function currentExchange(): Exchange | undefined {
  return storage.getStore();
}

/** Makes the events of a request belong to its exchange: by themselves they belong to the connection's parser. */
export function bindRequestEvents({ request }: Exchange): void {
  request.emit = emitInExchange;
}

/** One function for all requests: of closures, one for each, V8 lets go at major collections only. */
function emitInExchange(this: IncomingMessage, ...event: Parameters<IncomingMessage['emit']>): boolean {
  return runInExchange(exchangeOf(this), () => IncomingMessage.prototype.emit.apply(this, event));
}
