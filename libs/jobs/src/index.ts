export {
  IdempotencyStore,
  type IdempotencyVerdict,
  type IdempotentAnswer,
  type IdempotentRequest,
} from './idempotency-store.js';
export type { JobEvent } from './job-event.js';
export { JobEvents } from './job-events.js';
export type { JobInput } from './job-input.js';
export { JobQueue, type JobDelivery } from './job-queue.js';
export type { JobFilter, JobPage, JobStanding, JobStats, QueueOutlook } from './job-search.js';
export type { JobFinal, JobOutcome, JobRecord, JobScope, JobWithOutcome, NewJob } from './job-record.js';
export { isJobId, newJobId } from './job-id.js';
export { JobStore, type WriteHaste } from './job-store.js';
export { JobManagementService } from './job-management.service.js';
export { JobsModule } from './jobs.module.js';
