import type { NextFunction, Request, Response } from 'express';
import { refusalOf } from './loopback-only.js';

/** Keeps out requests that a page of another site made a browser send. */
export function loopbackOnly({ headers }: Request, _: Response, next: NextFunction): void {
  next(refusalOf({ host: headers.host, origin: headers.origin }) ?? undefined);
}
