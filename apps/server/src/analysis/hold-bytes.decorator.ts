import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FormRequest } from './analysis-body.middleware.js';

/** Injects what takes places for the bytes of an image that is fetched for the request, beside those of its body. */
export const HoldBytes = createParamDecorator(
  (_: unknown, context: ExecutionContext): ((bytes: number) => void) =>
    context.switchToHttp().getRequest<FormRequest>().holdBytes,
);
