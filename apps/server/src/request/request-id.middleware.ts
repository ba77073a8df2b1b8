import type { NextFunction, Request, Response } from 'express';
import { REQUEST_ID_HEADER, requestIdFrom } from './request-id.js';

/** A request that has its id. */
export interface IdentifiedRequest extends Request {
  id: string;
}

/** Gives every request its id and its answer the same, before anything can fail. */
export function identifyRequest(request: Request, response: Response, next: NextFunction): void {
  const id = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
  (request as IdentifiedRequest).id = id; // this is where a request becomes an identified one
  response.setHeader(REQUEST_ID_HEADER, id);
  next();
}
