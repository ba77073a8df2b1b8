export { ExecutionModule } from './execution.module.js';
export { AnalysisExecutionService } from './analysis-execution.service.js';
export type { AnalysisControl, AnalysisReport, AnalysisRequest } from './analysis-execution.service.js';
export type { ImageSource } from '@gatehouse/images';
export type { JobRecord, JobScope, JobWithOutcome } from '@gatehouse/jobs';
