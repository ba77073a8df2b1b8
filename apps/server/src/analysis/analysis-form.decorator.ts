import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FormRequest } from './analysis-body.middleware.js';
import type { AnalysisForm } from './analysis-form.js';

/** Injects what the request brought along, as `AnalysisBodyMiddleware` read it. */
export const Form = createParamDecorator(
  (_: unknown, context: ExecutionContext): AnalysisForm =>
    context.switchToHttp().getRequest<FormRequest>().analysisForm,
);
