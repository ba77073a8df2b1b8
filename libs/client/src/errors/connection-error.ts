import { GatehouseClientError } from './client-error.js';

/** No whole answer came: nobody listens, the connection broke, or it took too long. `cause` says what fetch said. */
export class GatehouseConnectionError extends GatehouseClientError {
  override readonly name = 'GatehouseConnectionError';
  readonly retryable = true;
  readonly retryAfterMs = null;

  /** @param timedOut whether it is the client’s own limit that ended the call */
  constructor(
    message: string,
    readonly timedOut: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
