import { Injectable, Logger } from '@nestjs/common';
import { GatehouseError, isGatehouseError } from '@gatehouse/errors';
import type { AdmittedRequest } from '../access/admitted-request.js';
import { ANYBODY, type Caller } from '../access/caller.js';
import { ClientAddress } from '../address/client-address.js';
import { ApiKeys } from '../keys/api-keys.js';
import type { KeyRecord } from '../keys/key-record.js';
import { RateLimiter } from '../limits/rate-limiter.service.js';
import { judgeKey } from './judge-key.js';
import { presentedKey, type PresentedKey } from './presented-key.js';

/** Finds out who sent a request. */
@Injectable()
export class Authenticator {
  private readonly logger = new Logger(Authenticator.name);

  constructor(
    private readonly keys: ApiKeys,
    private readonly addresses: ClientAddress,
    private readonly limits: RateLimiter,
  ) {}

  /**
   * A good key is never refused for what others at its address did: only failures are counted there. Guessing is
   * hopeless by the size of a key; the limit keeps those who try from filling the log.
   *
   * @throws GatehouseError `KEY_MISSING`, `KEY_INVALID`, `KEY_EXPIRED`, and `RATE_LIMITED` to an address of which too
   *   many of these came
   */
  async authenticate(request: AdmittedRequest): Promise<Caller> {
    if (!this.keys.areAskedFor) return ANYBODY;
    const presented = presentedKey(request.headers);
    if (presented.kind === 'none') throw new GatehouseError('KEY_MISSING', {});
    const judged = this.judge(presented);
    if (isGatehouseError(judged)) return this.refuse(request, presented, judged);
    this.keys.noteUse(judged.id);
    return { keyId: judged.id, role: judged.role };
  }

  private judge(presented: Exclude<PresentedKey, { kind: 'none' }>): KeyRecord | GatehouseError {
    if (presented.kind === 'malformed') {
      return new GatehouseError('KEY_INVALID', { problem: presented.problem });
    }
    return judgeKey(presented.key, this.keys.find(presented.key.id), new Date());
  }

  private async refuse(
    request: AdmittedRequest,
    presented: PresentedKey,
    refusal: GatehouseError,
  ): Promise<never> {
    const { address, group } = this.addresses.of(request);
    await this.limits.countFailure(group);
    const keyId = presented.kind === 'key' ? presented.key.id : null;
    this.logger.warn({ code: refusal.code, key_id: keyId, address }, 'an API key was refused');
    throw refusal;
  }
}
