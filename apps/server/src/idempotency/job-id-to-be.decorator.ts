import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { RequestOfJob } from './idempotency.interceptor.js';

/**
 * Injects the id that the job of this request is to have; undefined where any new one will do. With an idempotency key
 * it is known before the job is stored, so that whoever asks again after the server died finds that very job.
 */
export const JobIdToBe = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<RequestOfJob>().jobIdToBe ?? undefined,
);
