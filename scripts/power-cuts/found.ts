import type { IdempotencyVerdict } from '@gatehouse/jobs';
import type { InputFacts, KeyedRequest } from './marks.ts';

/** What is found in a store after a power cut. */
export interface Found {
  /** Why it could not be opened, or is damaged; null where neither is so. */
  readonly problem: string | null;
  /** As they are when it has just been opened. */
  readonly jobs: readonly FoundJob[];
  /** Digests of the images that are kept when it has just been opened, by their jobs. */
  readonly images: Readonly<Record<string, string>>;
  /** What was delivered out of the queue when somebody asked for work, by job. */
  readonly deliveries: Readonly<Record<string, InputFacts>>;
  /** How each key stands that was asked for again. */
  readonly keys: readonly FoundKey[];
}

export interface FoundJob {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly cancelled: boolean;
  /** Of its error, or null. */
  readonly code: string | null;
  /** JSON, or null. */
  readonly result: string | null;
}

export interface FoundKey {
  readonly key: string;
  readonly verdict: IdempotencyVerdict;
}

/** A store to be looked at. */
export interface Examination {
  readonly dataDir: string;
  /** To be asked for again. */
  readonly keys: readonly KeyedRequest[];
}
