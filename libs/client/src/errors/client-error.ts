/** What every failure that the client throws has in common; an aborted call throws the reason of its signal instead. */
export abstract class GatehouseClientError extends Error {
  /** Whether the same call may succeed later. */
  abstract readonly retryable: boolean;
  /** How long to wait before that, in milliseconds; null where nothing says so. */
  abstract readonly retryAfterMs: number | null;
}
