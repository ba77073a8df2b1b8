/** What may be known of a job or of an idempotency key. Digests are SHA-256, in hexadecimal. */
export type Fact =
  /** It waits in the queue. */
  | { readonly is: 'queued'; readonly id: string; readonly input: InputFacts }
  /** Its caller waits for it. */
  | { readonly is: 'created'; readonly id: string }
  | { readonly is: 'running'; readonly id: string }
  /** `result` is JSON. */
  | { readonly is: 'succeeded'; readonly id: string; readonly result: string }
  | { readonly is: 'failed' | 'cancelled' | 'erased'; readonly id: string }
  | { readonly is: 'begun'; readonly request: KeyedRequest }
  /** `answer` is JSON. */
  | { readonly is: 'answered'; readonly request: KeyedRequest; readonly answer: string };

/** What a queued job is to be run with. */
export interface InputFacts {
  /** Digest of the image. */
  readonly image: string;
  /** JSON. */
  readonly options: string;
  readonly maxAttempts: number;
}

/** A request with an idempotency key. */
export interface KeyedRequest {
  readonly key: string;
  readonly fingerprint: string;
  readonly jobId: string;
}

/** What a process told of a fact: that it asks the store for it, or that the store has acknowledged it. */
export interface Mark {
  readonly told: 'asked' | 'acknowledged';
  readonly fact: Fact;
}

/** @param text that the process wrote */
export function toMark(text: string): Mark {
  return JSON.parse(text) as Mark; // workload.ts alone writes marks
}
