import type { JsonObject } from '@gatehouse/contracts';

/** What a waiting job will be run with. Kept as durably as its record, and dropped when the job is final. */
export interface JobInput {
  /** The encoded image, exactly as it was sent. */
  readonly image: Uint8Array;
  /** The media type that the caller declared, or null. */
  readonly mimeType: string | null;
  readonly options: JsonObject;
  /** How often it may be run in all, where it fails in a way that another run may not. */
  readonly maxAttempts: number;
  /** Names the trace it was submitted in, for whoever runs it, in words of their own; null or absent where there is none. */
  readonly traceContext?: string | null;
}
