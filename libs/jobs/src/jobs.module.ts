import { Module } from '@nestjs/common';
import { IdempotencyStore } from './idempotency-store.js';
import { JobEvents } from './job-events.js';
import { JobManagementService } from './job-management.service.js';
import { JobQueue } from './job-queue.js';
import { JobStore } from './job-store.js';
import { jobProviders } from './jobs.providers.js';

/**
 * Job records: the store, opened before the application listens, its queue and its events, and the service that answers
 * questions about them.
 */
@Module({
  providers: [...jobProviders, JobManagementService],
  exports: [JobStore, JobQueue, JobEvents, IdempotencyStore, JobManagementService],
})
export class JobsModule {}
