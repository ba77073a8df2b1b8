import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExecutionControl, ExecutionOutcome, PluginPayload } from '@gatehouse/contracts';
import { GatehouseError, toErrorBody, type ErrorCode } from '@gatehouse/errors';
import { JobStore, newJobId, type JobFinal } from '@gatehouse/jobs';
import { isFailure } from './is-failure.js';
import { PluginExecutionService } from './plugin-execution.service.js';
import { Stopwatch } from './stopwatch.js';

/** A job that was made and not run yet. */
export interface CreatedJob {
  readonly id: string;
  readonly plugin: string;
  /** Resolves when the record is durable. */
  readonly stored: Promise<void>;
}

/** A job that was run to its end. */
export interface FinishedJob {
  readonly outcome: ExecutionOutcome;
  /** Milliseconds from the plugin's beginning to leaving the gate; 0 where it never began. */
  readonly executionTimeMs: number;
}

/** Owns the steps of a job: PENDING → RUNNING → SUCCESS or FAILED. */
@Injectable()
export class JobExecutionService {
  constructor(
    private readonly store: JobStore,
    private readonly plugins: PluginExecutionService,
  ) {}

  /**
   * Makes a job. Its record is on its way to the store when this returns, and is not waited for.
   *
   * @param owner whose job it is; null where callers are not told apart
   * @throws GatehouseError `PLUGIN_NOT_FOUND`: then there is no job
   */
  createJob(plugin: string, requestId: string | null, owner: string | null = null): CreatedJob {
    this.plugins.select(plugin);
    const id = newJobId();
    return { id, plugin, stored: this.store.create({ id, plugin, requestId, owner }, 'soon') };
  }

  /**
   * Runs a job and records how it ended. The store keeps the order of writes, so that the one wait at the end
   * covers all three.
   *
   * @throws GatehouseError `STORE_UNAVAILABLE` when any of the job's steps could not be recorded
   */
  async runJob(job: CreatedJob, payload: PluginPayload, control: ExecutionControl): Promise<FinishedJob> {
    const runId = randomUUID();
    const started = this.store.start(job.id, runId, 'soon');
    const stopwatch = new Stopwatch();
    const watched = stopwatch.startedBy({ ...control, jobId: job.id });
    const outcome = await this.plugins.execute(job.plugin, payload, watched);
    const executionTimeMs = stopwatch.stop();
    const finished = this.store.finish(job.id, runId, finalOf(outcome, executionTimeMs));
    const [, ...steps] = await Promise.all([job.stored, started, finished]);
    if (steps.includes(false)) throw new GatehouseError('STORE_UNAVAILABLE', {});
    return { outcome, executionTimeMs };
  }
}

/** What is kept of an outcome. A job whose plugin never began has no time. */
function finalOf(outcome: ExecutionOutcome, executionTimeMs: number): JobFinal {
  if (!isFailure(outcome)) return { status: 'SUCCESS', result: outcome[0], executionTimeMs };
  const [, error] = outcome;
  const cancelled = error.details.code === ('EXECUTION_CANCELLED' satisfies ErrorCode);
  const ranMs = executionTimeMs === 0 ? null : executionTimeMs;
  return { status: 'FAILED', error: toErrorBody(error), cancelled, executionTimeMs: ranMs };
}
