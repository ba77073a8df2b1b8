import { ExecutionModule } from '@gatehouse/execution';
import { BodyBudget } from '@gatehouse/http-edge';
import { JobsModule } from '@gatehouse/jobs';
import { Module } from '@nestjs/common';
import { AnalysisBodyMiddleware } from './analysis-body.middleware.js';
import { AnalysisExecutionController } from './analysis-execution.controller.js';
import { AnalysisJobsController } from './analysis-jobs.controller.js';

@Module({
  imports: [ExecutionModule, JobsModule],
  controllers: [AnalysisExecutionController, AnalysisJobsController],
  providers: [AnalysisBodyMiddleware, BodyBudget],
})
export class AnalysisModule {}
