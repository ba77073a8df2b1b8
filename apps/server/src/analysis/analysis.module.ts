import { ExecutionModule } from '@gatehouse/execution';
import { Module, RequestMethod, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { AnalysisBodyMiddleware } from './analysis-body.middleware.js';
import { AnalysisExecutionController } from './analysis-execution.controller.js';

@Module({ imports: [ExecutionModule], controllers: [AnalysisExecutionController] })
export class AnalysisModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(AnalysisBodyMiddleware)
      .forRoutes({ path: 'v1/analyze-execution', method: RequestMethod.POST });
  }
}
