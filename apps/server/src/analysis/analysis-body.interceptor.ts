import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, switchMap, type Observable } from 'rxjs';
import { AnalysisBodyMiddleware, type FormRequest } from './analysis-body.middleware.js';

/**
 * Has the body read once the guard let the request in. Nest runs middleware before guards: there, whoever has no key
 * could make the server hold as many bodies as it likes to send.
 */
@Injectable()
export class AnalysisBodyInterceptor implements NestInterceptor {
  constructor(private readonly body: AnalysisBodyMiddleware) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const read = this.read(http.getRequest<FormRequest>(), http.getResponse<Response>());
    return from(read).pipe(switchMap(() => next.handle()));
  }

  private read(request: FormRequest, response: Response): Promise<void> {
    return new Promise((resolve, reject) => {
      this.body.use(request, response, (thrown?: unknown) => {
        if (thrown === undefined) resolve();
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown
        else reject(thrown);
      });
    });
  }
}
