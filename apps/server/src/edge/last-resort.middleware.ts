import { toErrorBody, toErrorEnvelope } from '@gatehouse/errors';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { IdentifiedRequest } from '../request/request-id.middleware.js';

const logger = new Logger('LastResort');

/** Answers what not even the global filter could: the filter itself failed, or Express did outside of Nest. */
export function lastResort(thrown: unknown, request: Request, response: Response, next: NextFunction): void {
  const { id } = request as Partial<IdentifiedRequest>; // absent where identifying itself failed
  const envelope = toErrorEnvelope(thrown, { requestId: id ?? null });
  logger.error({ request_id: id, traceback: envelope._internal.traceback }, envelope.message);
  // Half an answer is on the wire: Express cuts the connection.
  if (response.headersSent) next(thrown);
  else response.status(400).json({ error: toErrorBody(envelope) });
}
