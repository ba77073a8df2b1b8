import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GatehouseError } from '@gatehouse/errors';
import { Authenticator } from '../authentication/authenticator.service.js';
import { RateLimiter, type LimitedResponse } from '../limits/rate-limiter.service.js';
import type { AdmittedRequest } from './admitted-request.js';
import { roleHolds } from './role.js';
import { AccessTo, type RouteAccess } from './route-access.decorator.js';

/**
 * Decides about every request of every route: who sent it, whether that was too often, and whether they may.
 *
 * INVARIANT: a route is open only because it says so. One that says nothing refuses everybody.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get(AccessTo, context.getHandler()) as RouteAccess | undefined; // absent where nobody decided
    if (needed === 'open') return true;
    const request = context.switchToHttp().getRequest<AdmittedRequest>();
    const caller = await this.authenticator.authenticate(request);
    request.caller = caller;
    await this.limits.admit(caller.keyId, context.switchToHttp().getResponse<LimitedResponse>());
    if (needed === undefined)
      throw new Error(`${nameOf(context)} does not say whom it answers: add @AccessTo`);
    if (!roleHolds(caller.role, needed)) {
      throw new GatehouseError('ROLE_TOO_LOW', { id: caller.keyId ?? '', role: caller.role, needed });
    }
    return true;
  }
}

function nameOf(context: ExecutionContext): string {
  return `${context.getClass().name}.${context.getHandler().name}`;
}
