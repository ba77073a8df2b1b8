import { Reflector } from '@nestjs/core';
import type { Role } from './role.js';

/** Whom a route answers: anybody, or who holds a role. */
export type RouteAccess = 'open' | Role;

/**
 * Declares whom a route answers. It stands on each method, never on a class, so that a route added to a class has no
 * access until somebody decided it: a route without one is refused.
 */
export const AccessTo = Reflector.createDecorator<RouteAccess>();
