import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';

/** Injects a signal that aborts when the client leaves before it has its whole answer. */
export const ClientGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<Response>();
  const controller = new AbortController();
  const onClose = (): void => {
    if (!response.writableFinished) controller.abort();
  };
  // The client may have left while its body was read: then there is no `close` still to come.
  if (response.closed || response.destroyed) onClose();
  else response.once('close', onClose);
  return controller.signal;
});
