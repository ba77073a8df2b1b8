import { Injectable } from '@nestjs/common';
import { GatehouseError } from '@gatehouse/errors';
import { JobEvents, JobManagementService, type JobEvent, type JobScope } from '@gatehouse/jobs';
import type { FollowedEvent } from './analysis-request.js';

/** Follows jobs to their end. */
@Injectable()
export class JobFeed {
  constructor(
    private readonly records: JobManagementService,
    private readonly events: JobEvents,
  ) {}

  /**
   * The events of a job after the one that is known, as they come; the last is the one of its end.
   *
   * @param after sequence of the last event that is known; 0 for all
   * @throws GatehouseError `JOB_NOT_FOUND`; `EVENTS_ENDED` where the job is over and nothing is left to tell
   */
  async follow(
    id: string,
    scope: JobScope,
    after: number,
    signal: AbortSignal,
  ): Promise<AsyncIterable<FollowedEvent>> {
    const job = await this.records.get(id, scope);
    const events = this.events.follow(job.id, after, signal)[Symbol.asyncIterator]();
    // While the job goes on its next event may take its time, and the listener is to hear at once that it will.
    const first = job.completedAt === null ? null : await events.next();
    if (first?.done === true) {
      throw new GatehouseError('EVENTS_ENDED', { job_id: job.id, status: job.status, last_event_id: after });
    }
    return this.told(job.id, scope, events, first?.value ?? null);
  }

  private async *told(
    id: string,
    scope: JobScope,
    events: AsyncIterator<JobEvent>,
    first: JobEvent | null,
  ): AsyncGenerator<FollowedEvent> {
    try {
      if (first !== null) yield await this.withError(id, scope, first);
      for (let next = await events.next(); next.done !== true; next = await events.next()) {
        yield await this.withError(id, scope, next.value);
      }
    } finally {
      await events.return?.();
    }
  }

  private async withError(id: string, scope: JobScope, event: JobEvent): Promise<FollowedEvent> {
    const error = event.status === 'FAILED' ? (await this.records.result(id, scope)).error : null;
    return { event, error };
  }
}
