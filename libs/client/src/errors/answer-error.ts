import { GatehouseClientError } from './client-error.js';

/** What proxies say while the server behind them is away or has too much to do. */
const PASSING_STATUSES: readonly number[] = [429, 502, 503, 504];

/** An answer came that Gatehouse does not give, neither a whole 200 nor an envelope: something else answered. */
export class GatehouseAnswerError extends GatehouseClientError {
  override readonly name = 'GatehouseAnswerError';
  readonly retryable: boolean;

  /**
   * @param status of the answer; 0 where the browser does not tell
   * @param text the beginning of its body
   */
  constructor(
    message: string,
    readonly status: number,
    readonly text: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
    this.retryable = PASSING_STATUSES.includes(status);
  }
}
