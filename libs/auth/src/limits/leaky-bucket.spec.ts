import fc from 'fast-check';
import { pour, type Bucket } from './leaky-bucket.js';
import type { RatePolicy } from './rate-policy.js';

const policies = fc.record({
  limit: fc.integer({ min: 1, max: 999_999 }),
  windowSeconds: fc.constantFrom(1, 60, 3600),
});
const smallPolicies = fc.record({
  limit: fc.integer({ min: 1, max: 50 }),
  windowSeconds: fc.constantFrom(1, 60),
});
const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 });

/** Asks after each gap; tells when it was admitted. */
function admissions(policy: RatePolicy, waits: readonly number[]): number[] {
  let bucket: Bucket | null = null;
  let now = 0;
  return waits.flatMap((wait) => {
    now += wait;
    const step = pour(bucket, policy, now);
    bucket = step.bucket;
    return step.verdict.isAdmitted ? [now] : [];
  });
}

describe('a leaky bucket', () => {
  it('admits no more than a burst and what leaks out meanwhile, in any stretch of time', () => {
    fc.assert(
      fc.property(smallPolicies, gaps, (policy, waits) => {
        const times = admissions(policy, waits);
        for (let first = 0; first < times.length; first++) {
          for (let last = first; last < times.length; last++) {
            const elapsed = (times[last] ?? 0) - (times[first] ?? 0);
            const leaked = (elapsed * policy.limit) / (policy.windowSeconds * 1000);
            expect(last - first + 1).toBeLessThanOrEqual(policy.limit + leaked);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('admits everybody who keeps to the rate', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 300 }), (policy, count) => {
        const pace = Math.ceil((policy.windowSeconds * 1000) / policy.limit);
        expect(admissions(policy, Array<number>(count).fill(pace))).toHaveLength(count);
      }),
    );
  });

  it('tells exactly how many more it admits, when the next, and when all', () => {
    fc.assert(
      fc.property(smallPolicies, gaps, (policy, waits) => {
        let bucket: Bucket | null = null;
        let now = 0;
        for (const wait of waits) {
          now += wait;
          const { bucket: after, verdict } = pour(bucket, policy, now);
          bucket = after;
          expect(admittedAt(after, policy, now)).toBe(verdict.remaining);
          if (verdict.retryAfterMs > 0) {
            expect(verdict.remaining).toBe(0);
            expect(admittedAt(after, policy, now + verdict.retryAfterMs - 1)).toBe(0);
          }
          expect(admittedAt(after, policy, now + verdict.retryAfterMs)).toBeGreaterThan(0);
          expect(admittedAt(after, policy, now + verdict.wholeAfterMs)).toBe(policy.limit);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is not emptied by a clock that goes back', () => {
    const policy = { limit: 1, windowSeconds: 60 };
    const { bucket } = pour(null, policy, 1000);
    expect(pour(bucket, policy, 0).verdict).toMatchObject({ isAdmitted: false, retryAfterMs: 60_000 });
  });
});

function admittedAt(bucket: Bucket, policy: RatePolicy, now: number): number {
  let count = 0;
  let current = bucket;
  for (;;) {
    const { bucket: after, verdict } = pour(current, policy, now);
    if (!verdict.isAdmitted) return count;
    count++;
    current = after;
  }
}
