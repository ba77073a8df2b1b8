import { Injectable } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { rateLimitFields } from './rate-limit-fields.js';
import { RateLimitStore } from './rate-limit-store.js';
import { parseRateLimit, type RatePolicy } from './rate-policy.js';

/** Refused keys that one client may send. */
const FAILURES: RatePolicy = Object.freeze({ limit: 20, windowSeconds: 60 });

/** The part of a response that limits are told in. */
export interface LimitedResponse {
  setHeader(name: string, value: string): unknown;
}

/** Holds callers to how much they may ask for. */
@Injectable()
export class RateLimiter {
  private readonly policy: RatePolicy | null;

  constructor(
    private readonly store: RateLimitStore,
    { values }: AppConfig,
  ) {
    this.policy = parseRateLimit(values.RATE_LIMIT);
  }

  /**
   * Counts a request of a key and tells its answer how much is left.
   *
   * @param keyId null where callers are not told apart: nothing is limited then
   * @throws GatehouseError `RATE_LIMITED`
   */
  async admit(keyId: string | null, response: LimitedResponse): Promise<void> {
    if (this.policy === null || keyId === null) return;
    const verdict = await this.store.take(`key ${keyId}`, this.policy);
    for (const [name, value] of Object.entries(rateLimitFields(this.policy, verdict))) {
      response.setHeader(name, value);
    }
    if (verdict.isAdmitted) return;
    throw tooMany('requests with this API key', this.policy, verdict.retryAfterMs);
  }

  /**
   * Counts a key that was refused.
   *
   * @param group of the client's address
   * @throws GatehouseError `RATE_LIMITED` where there were too many
   */
  async countFailure(group: string): Promise<void> {
    const verdict = await this.store.take(`address ${group}`, FAILURES);
    if (verdict.isAdmitted) return;
    throw tooMany('API keys that are not valid', FAILURES, verdict.retryAfterMs);
  }
}

function tooMany(what: string, { limit, windowSeconds }: RatePolicy, retryAfterMs: number): GatehouseError {
  return new GatehouseError(
    'RATE_LIMITED',
    { what, limit: `${limit} in ${windowSeconds} s`, retry_after_ms: retryAfterMs },
    { retryAfterMs },
  );
}
