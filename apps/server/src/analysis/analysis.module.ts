import { ExecutionModule } from '@gatehouse/execution';
import { BodyBudget } from '@gatehouse/http-edge';
import { Module } from '@nestjs/common';
import { AnalysisBodyMiddleware } from './analysis-body.middleware.js';
import { AnalysisExecutionController } from './analysis-execution.controller.js';

@Module({
  imports: [ExecutionModule],
  controllers: [AnalysisExecutionController],
  providers: [AnalysisBodyMiddleware, BodyBudget],
})
export class AnalysisModule {}
