import { Injectable } from '@nestjs/common';
import { pour, type Bucket, type RateVerdict } from './leaky-bucket.js';
import { RateLimitStore } from './rate-limit-store.js';
import type { RatePolicy } from './rate-policy.js';

/** Most subjects that are remembered of one policy: addresses are as many as an attacker likes. */
const MAX_SUBJECTS = 20_000;

/** Subjects in the order of their last request. */
type Buckets = Map<string, Bucket>;

/** Counts in the memory of this process. */
@Injectable()
export class MemoryRateLimitStore extends RateLimitStore {
  /** Apart, so that a flood of addresses makes no key's count forgotten. */
  private readonly byPolicy = new Map<RatePolicy, Buckets>();

  override take(subject: string, policy: RatePolicy): Promise<RateVerdict> {
    const buckets = this.bucketsOf(policy);
    const now = Math.floor(performance.now()); // not the clock of the wall, which may be set
    const { bucket, verdict } = pour(buckets.get(subject) ?? null, policy, now);
    buckets.delete(subject);
    buckets.set(subject, bucket);
    if (buckets.size > MAX_SUBJECTS) forgetOldest(buckets);
    return Promise.resolve(verdict);
  }

  private bucketsOf(policy: RatePolicy): Buckets {
    const buckets = this.byPolicy.get(policy) ?? new Map<string, Bucket>();
    this.byPolicy.set(policy, buckets);
    return buckets;
  }
}

function forgetOldest(buckets: Buckets): void {
  const { value, done } = buckets.keys().next();
  if (done !== true) buckets.delete(value);
}
