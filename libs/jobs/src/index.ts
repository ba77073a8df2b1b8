export type { JobFinal, JobOutcome, JobRecord, JobScope, JobWithOutcome, NewJob } from './job-record.js';
export { isJobId, newJobId } from './job-id.js';
export { JobStore, type WriteHaste } from './job-store.js';
export { JobManagementService } from './job-management.service.js';
export { JobsModule } from './jobs.module.js';
