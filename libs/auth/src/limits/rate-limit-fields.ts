import type { RateVerdict } from './leaky-bucket.js';
import type { RatePolicy } from './rate-policy.js';

/** The name the fields give the one policy there is. */
const POLICY = '"key"';

/**
 * What an answer says of its caller's limit (draft-ietf-httpapi-ratelimit-headers, revisions 8 to 11): the policy, and
 * how much of it is left. `t` is when the whole limit is there again; where nothing is left it is when there is
 * something, as in `Retry-After`.
 */
export function rateLimitFields(
  { limit, windowSeconds }: RatePolicy,
  { remaining, retryAfterMs, wholeAfterMs }: RateVerdict,
): Readonly<Record<string, string>> {
  const seconds = Math.ceil((remaining === 0 ? retryAfterMs : wholeAfterMs) / 1000);
  return {
    'RateLimit-Policy': `${POLICY};q=${limit};w=${windowSeconds}`,
    RateLimit: `${POLICY};r=${remaining};t=${seconds}`,
  };
}
