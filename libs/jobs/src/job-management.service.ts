import { Injectable } from '@nestjs/common';
import { JOB_STATUS } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import { isJobId } from './job-id.js';
import type { JobRecord, JobScope, JobWithOutcome } from './job-record.js';
import type { JobFilter, JobPage, JobStanding, JobStats, QueueOutlook } from './job-search.js';
import { JobStore } from './job-store.js';
import { isFinalStatus } from './job-transitions.js';

const NO_OUTLOOK: QueueOutlook = Object.freeze({ position: null, estimatedStartAt: null });

/** Answers questions about jobs; changes none, and erases those that are over. */
@Injectable()
export class JobManagementService {
  constructor(private readonly store: JobStore) {}

  /**
   * @param id as the server gave it; UUIDs are the same in either case
   * @throws GatehouseError JOB_NOT_FOUND, also for what is no UUID and for a job that is out of scope
   */
  async get(id: string, scope: JobScope): Promise<JobRecord> {
    return found(id, await this.lookUp(id, (jobId) => this.store.find(jobId, scope)));
  }

  /**
   * A finished job with its result or its error.
   *
   * @throws GatehouseError JOB_NOT_FOUND; JOB_NOT_FINISHED while it is PENDING or RUNNING
   */
  async result(id: string, scope: JobScope): Promise<JobWithOutcome> {
    const job = found(id, await this.lookUp(id, (jobId) => this.store.findWithResult(jobId, scope)));
    if (!isFinalStatus(job.status)) {
      throw new GatehouseError('JOB_NOT_FINISHED', { job_id: job.id, status: job.status });
    }
    return job;
  }

  /**
   * One page of the jobs that fit, newest first.
   *
   * @param limit most jobs of the page, at least 1
   * @param cursor of an earlier page with the same filter; null for the first
   * @throws GatehouseError CURSOR_INVALID
   */
  list(filter: JobFilter, limit: number, cursor: string | null): Promise<JobPage> {
    return this.store.list(filter, limit, cursor);
  }

  /** Counts over the jobs of a scope. */
  stats(scope: JobScope): Promise<JobStats> {
    return this.store.stats(scope);
  }

  /**
   * Where a job waits and when it may begin.
   *
   * @throws GatehouseError JOB_NOT_FOUND
   */
  async outlook(id: string, scope: JobScope): Promise<QueueOutlook> {
    const job = await this.get(id, scope);
    return this.store.outlook(job.id);
  }

  /**
   * A job, and where it waits if it does.
   *
   * @throws GatehouseError JOB_NOT_FOUND
   */
  async standing(id: string, scope: JobScope): Promise<JobStanding> {
    const job = await this.get(id, scope);
    const outlook = job.status === JOB_STATUS.PENDING ? await this.store.outlook(job.id) : NO_OUTLOOK;
    return { ...job, ...outlook };
  }

  /**
   * Removes a job that is over, with all that is kept of it.
   *
   * @returns the job there was
   * @throws GatehouseError JOB_NOT_FOUND; JOB_NOT_OVER while it is PENDING or RUNNING
   */
  async erase(id: string, scope: JobScope): Promise<JobRecord> {
    const job = await this.get(id, scope);
    if (!isFinalStatus(job.status)) {
      throw new GatehouseError('JOB_NOT_OVER', { job_id: job.id, status: job.status, wanted: 'erased' });
    }
    await this.store.erase(job.id);
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

function found<Job extends JobRecord>(id: string, job: Job | null): Job {
  if (job === null) throw new GatehouseError('JOB_NOT_FOUND', { job_id: id });
  return job;
}
