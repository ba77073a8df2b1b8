import { GatehouseError } from '@gatehouse/errors';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';

/** Refuses a body that is not JSON, by its Content-Type, before anything of it is read. */
@Injectable()
export class JsonOnlyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { 'content-type': type = 'none' } = context.switchToHttp().getRequest<Request>().headers;
    if (/^\s*application\/json\s*(;|$)/i.test(type)) return next.handle();
    throw new GatehouseError('CONTENT_TYPE_UNSUPPORTED', {
      content_type: type.slice(0, 200),
      accepted: 'application/json',
    });
  }
}
