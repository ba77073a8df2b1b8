export { ExecutionModule } from './execution.module.js';
export { AnalysisExecutionService } from './analysis-execution.service.js';
export { ExecutionJournal } from './execution-journal.js';
export type { ExecutionListener } from './execution-recorder.js';
export type {
  AnalysisControl,
  AnalysisReport,
  AnalysisRequest,
  BatchItem,
  BatchOutcome,
  FollowedEvent,
  SubmissionRequest,
} from './analysis-request.js';
export type { ImageSource } from '@gatehouse/images';
export type { JobFilter, JobPage, JobRecord, JobStanding, JobScope, JobWithOutcome } from '@gatehouse/jobs';
