import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AdmittedRequest } from './admitted-request.js';
import type { Caller } from './caller.js';

/** Injects who sent the request. Not for open routes: nobody asks who comes there. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AdmittedRequest>();
  if (caller === undefined) throw new Error('an open route asks who called it');
  return caller;
});
