import { AnalysisExecutionService } from '@gatehouse/execution';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';

/** Refuses a call by its head alone while as many are under way as may be: reading its body would be for nothing. */
@Injectable()
export class PlaceInterceptor implements NestInterceptor {
  constructor(private readonly analyses: AnalysisExecutionService) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    this.analyses.requirePlace();
    return next.handle();
  }
}
