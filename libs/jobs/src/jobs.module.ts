import { Module } from '@nestjs/common';
import { JobManagementService } from './job-management.service.js';
import { JobStore } from './job-store.js';
import { jobStoreProvider } from './jobs.providers.js';

/** Job records: the store, opened before the application listens, and the service that answers questions about them. */
@Module({ providers: [jobStoreProvider, JobManagementService], exports: [JobStore, JobManagementService] })
export class JobsModule {}
