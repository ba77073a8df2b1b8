/** Whose key it is; null is one common scope, for as long as callers are not told apart. */
type KeyHolder = string | null;

/** A request that came with an idempotency key. */
export interface IdempotentRequest {
  readonly owner: KeyHolder;
  readonly key: string;
  /** The digest of what was asked: two requests with the same one ask the same. */
  readonly fingerprint: string;
  /** The id that the job of this request is to have; null where that is not known beforehand. */
  readonly jobId: string | null;
}

/** An answer that is given again as often as its key comes. */
export interface IdempotentAnswer {
  readonly status: 200 | 400;
  /** JSON text. */
  readonly body: string;
}

/** How a key stands for the request that came with it. */
export type IdempotencyVerdict =
  /** It is this request's from now on: do the work, then complete or abandon it. */
  | {
      readonly state: 'begun';
      /** The fencing token of this attempt. */
      readonly token: string;
      /** The id that the job of this request is to have: that of an attempt whose process died, where there was one. */
      readonly jobId: string | null;
      /** Whether that job is stored: the attempt that died did its work, and the answer alone is missing. */
      readonly isJobStored: boolean;
    }
  /** The same was asked before and is not answered yet. */
  | { readonly state: 'in progress' }
  | { readonly state: 'finished'; readonly answer: IdempotentAnswer }
  /** Something else was asked under this key. */
  | { readonly state: 'reused' };

/**
 * Which idempotency keys came, with what, and how that was answered; the token it is injected by.
 *
 * Of all who begin with one key at once, in whatever process, exactly one has begun. A key that was begun is held by a
 * lease, which is renewed for as long as this process lives and neither completes nor abandons it; of a process that
 * died it may be begun anew by a request that asks the same. Entries expire 24 hours after they were begun, and sooner
 * where there are too many, the oldest first; an answer also goes when the record of one of its jobs does.
 *
 * All methods reject with a GatehouseError `STORE_UNAVAILABLE` where the store cannot be used now.
 */
export abstract class IdempotencyStore {
  /** What is said here of a key is durable. */
  abstract begin(request: IdempotentRequest): Promise<IdempotencyVerdict>;

  /**
   * Keeps the answer of a key that was begun. An answer that is too large is not kept, and the key abandoned.
   *
   * @param jobIds whose outcome the answer tells
   * @returns false where it was not kept, as where the key is somebody else's by now
   */
  abstract complete(token: string, answer: IdempotentAnswer, jobIds: readonly string[]): Promise<boolean>;

  /**
   * Lets a key be used again, for anything. Where the job that it is to have is stored all the same, as after a failure
   * that left it unknown, the key stays with that job.
   */
  abstract abandon(token: string): Promise<void>;
}
