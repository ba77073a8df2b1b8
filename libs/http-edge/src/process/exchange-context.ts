import { AsyncLocalStorage } from 'node:async_hooks';
import type { Exchange } from '../wire-gate/exchange.js';

const storage = new AsyncLocalStorage<Exchange>();

/** Does some work on behalf of an exchange: whatever it starts, now or later, belongs to it. */
export function runInExchange<Result>(exchange: Exchange, work: () => Result): Result {
  return storage.run(exchange, work);
}

/** The exchange on whose behalf this code runs, if any. */
export function currentExchange(): Exchange | undefined {
  return storage.getStore();
}

/** Makes the events of a request belong to its exchange: by themselves they belong to the connection's parser. */
export function bindRequestEvents(exchange: Exchange): void {
  const { request } = exchange;
  const emit = request.emit.bind(request);
  request.emit = (...event: Parameters<typeof emit>) => storage.run(exchange, () => emit(...event));
}
