import type { RateVerdict } from './leaky-bucket.js';
import type { RatePolicy } from './rate-policy.js';

/**
 * Where requests are counted; the token it is injected by. Servers that share one share their limits: the store
 * keeps its own clock, and each call is one step that no other comes between.
 */
export abstract class RateLimitStore {
  /**
   * Counts one request.
   *
   * @param subject whose it is
   */
  abstract take(subject: string, policy: RatePolicy): Promise<RateVerdict>;
}
