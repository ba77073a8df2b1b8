import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refusalOf } from './loopback-only.js';

/** What decides whether the rule holds. */
interface Keys {
  readonly areAskedFor: boolean;
}

/**
 * Keeps out requests that a page of another site made a browser send, for as long as no key does: without one a
 * browser's being on this machine is all the right it needs.
 *
 * @param allowedOrigins those of CORS_ORIGINS
 */
export function loopbackOnly(keys: Keys, allowedOrigins: readonly string[]): RequestHandler {
  return ({ headers }: Request, _: Response, next: NextFunction): void => {
    if (keys.areAskedFor) next();
    else next(refusalOf({ host: headers.host, origin: headers.origin }, allowedOrigins) ?? undefined);
  };
}
