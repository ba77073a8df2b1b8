import { exchangeOf } from '@gatehouse/http-edge';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Injects the id of the request into a handler. */
export const RequestId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    exchangeOf(context.switchToHttp().getRequest<Request>()).id,
);
