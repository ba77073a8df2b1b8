import { Injectable } from '@nestjs/common';
import { GatehouseError } from '@gatehouse/errors';
import { isJobId } from './job-id.js';
import type { JobRecord, JobScope, JobWithOutcome } from './job-record.js';
import { JobStore } from './job-store.js';
import { isFinalStatus } from './job-transitions.js';

/** Answers questions about jobs; changes none. */
@Injectable()
export class JobManagementService {
  constructor(private readonly store: JobStore) {}

  /**
   * @param id as the server gave it; UUIDs are the same in either case
   * @throws GatehouseError JOB_NOT_FOUND, also for what is no UUID and for a job that is out of scope
   */
  async get(id: string, scope: JobScope): Promise<JobRecord> {
    return found(id, scope, await this.lookUp(id, (jobId) => this.store.find(jobId)));
  }

  /**
   * A finished job with its result or its error.
   *
   * @throws GatehouseError JOB_NOT_FOUND; JOB_NOT_FINISHED while it is PENDING or RUNNING
   */
  async result(id: string, scope: JobScope): Promise<JobWithOutcome> {
    const job = found(id, scope, await this.lookUp(id, (jobId) => this.store.findWithResult(jobId)));
    if (!isFinalStatus(job.status)) {
      throw new GatehouseError('JOB_NOT_FINISHED', { job_id: job.id, status: job.status });
    }
    return job;
  }

  /** @throws GatehouseError STORE_UNAVAILABLE where jobs can be neither read nor written */
  async ping(): Promise<void> {
    await this.store.ping();
  }

  private async lookUp<Job>(id: string, read: (id: string) => Promise<Job | null>): Promise<Job | null> {
    const spelled = id.toLowerCase();
    return isJobId(spelled) ? read(spelled) : null;
  }
}

function found<Job extends JobRecord>(id: string, scope: JobScope, job: Job | null): Job {
  if (job === null || !isWithin(scope, job)) throw new GatehouseError('JOB_NOT_FOUND', { job_id: id });
  return job;
}

function isWithin(scope: JobScope, { owner }: JobRecord): boolean {
  return scope === 'everybody' || scope.owner === owner;
}
