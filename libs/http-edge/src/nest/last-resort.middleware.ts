import type { IncomingMessage, ServerResponse } from 'node:http';
import { findExchange } from '../wire-gate/open-exchange.js';

/**
 * Answers what not even the global filter could: the filter itself failed, or Express did outside of Nest.
 * Express asks error handlers in the order of their registration, so this one is registered after Nest's.
 */
export function lastResort(
  thrown: unknown,
  request: IncomingMessage,
  _: ServerResponse,
  next: (thrown?: unknown) => void,
): void {
  const exchange = findExchange(request);
  if (exchange === undefined) next(thrown);
  else exchange.giveUp(thrown);
}
