import { Injectable } from '@nestjs/common';
import type { ExecutionControl, JsonObject, PluginOutput } from '@gatehouse/contracts';
import { EnvelopeError } from '@gatehouse/errors';
import { AnalysisService, type ImageDescription, type ImageSource } from '@gatehouse/images';
import { JobManagementService, type JobRecord, type JobScope, type JobWithOutcome } from '@gatehouse/jobs';
import { ExecutionAdmission } from './execution-admission.js';
import { isFailure } from './is-failure.js';
import { JobExecutionService } from './job-execution.service.js';

/** What a caller wants analysed. */
export interface AnalysisRequest {
  readonly plugin: string;
  readonly image: ImageSource;
  readonly options: JsonObject;
}

/** What came out of a successful analysis. */
export interface AnalysisReport {
  readonly plugin: string;
  readonly result: PluginOutput;
  readonly jobId: string;
  /** Milliseconds from the plugin's beginning to leaving the gate. */
  readonly executionTimeMs: number;
  readonly image: ImageDescription;
}

/** What accompanies a request. */
export interface AnalysisControl extends Omit<ExecutionControl, 'jobId'> {
  /** Whose jobs come of it; null, and nobody's in particular, unless given. */
  readonly owner?: string | null;
}

/** The façade of the governed path: all that controllers know of it. */
@Injectable()
export class AnalysisExecutionService {
  constructor(
    private readonly images: AnalysisService,
    private readonly jobs: JobExecutionService,
    private readonly records: JobManagementService,
    private readonly admission: ExecutionAdmission,
  ) {}

  /**
   * Analyses one image while the caller waits.
   *
   * @throws GatehouseError when the request itself is wrong, the server has enough to do, or the store is away
   * @throws EnvelopeError when the execution failed; its job holds the same envelope
   */
  analyze(request: AnalysisRequest, control: AnalysisControl): Promise<AnalysisReport> {
    return this.admission.hold(() => this.analyzeAdmitted(request, control));
  }

  /** @throws GatehouseError `JOB_NOT_FOUND` */
  job(id: string, scope: JobScope): Promise<JobRecord> {
    return this.records.get(id, scope);
  }

  /** @throws GatehouseError `JOB_NOT_FOUND`, `JOB_NOT_FINISHED` */
  jobResult(id: string, scope: JobScope): Promise<JobWithOutcome> {
    return this.records.result(id, scope);
  }

  private async analyzeAdmitted(
    request: AnalysisRequest,
    { owner = null, ...control }: AnalysisControl,
  ): Promise<AnalysisReport> {
    const { bytes: image, mimeType } = this.images.acquire(request.image);
    const job = this.jobs.createJob(request.plugin, control.requestId, owner);
    // Its digest is taken off the event loop, while the plugin is at work; of an image that is refused nobody asks.
    const description = this.images.describe(image);
    description.catch(() => undefined);
    const { outcome, executionTimeMs } = await this.jobs.runJob(
      job,
      { image, mimeType, options: request.options },
      { ...control, jobId: job.id },
    );
    if (isFailure(outcome)) throw new EnvelopeError(outcome[1]);
    return {
      plugin: request.plugin,
      result: outcome[0],
      jobId: job.id,
      executionTimeMs,
      image: await description,
    };
  }
}
