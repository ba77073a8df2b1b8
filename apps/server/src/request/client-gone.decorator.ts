import { exchangeOf } from '@gatehouse/http-edge';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Injects a signal that aborts when nobody waits for the answer any more: the client left, or its time is up. */
export const ClientGone = createParamDecorator(
  (_: unknown, context: ExecutionContext): AbortSignal =>
    exchangeOf(context.switchToHttp().getRequest<Request>()).signal,
);
