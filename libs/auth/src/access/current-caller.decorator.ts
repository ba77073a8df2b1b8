import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOf, type AdmittedRequest } from './admitted-request.js';
import type { Caller } from './caller.js';

/** Injects who sent the request. Not for open routes: nobody asks who comes there. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<AdmittedRequest>()),
);
