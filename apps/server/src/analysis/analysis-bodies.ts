import type { AnalysisReport, JobPage, JobRecord, JobStanding, JobWithOutcome } from '@gatehouse/execution';
import { toWireNumber } from '../wire-numbers.js';
import type { AnalysisDto } from './dto/analysis.dto.js';
import type { JobResultDto } from './dto/job-result.dto.js';
import type { JobListDto } from './dto/job-list.dto.js';
import type { JobDto, JobStandingDto } from './dto/job.dto.js';

/** A finished analysis as it goes on the wire. */
export function toAnalysisBody({
  plugin,
  result,
  jobId,
  executionTimeMs,
  image,
  rendered,
}: AnalysisReport): AnalysisDto {
  const { mimeType, width, height, bytes, sha256 } = image;
  return {
    plugin,
    result,
    job_id: jobId,
    status: 'SUCCESS',
    execution_time_ms: toWireNumber(executionTimeMs),
    image: { mime_type: mimeType, width, height, bytes, sha256 },
    ...(rendered !== null && { rendered }),
  };
}

/** A job as it goes on the wire. */
function toJobBody(job: JobRecord): JobDto {
  return fieldsOf(job);
}

function fieldsOf(job: JobRecord): Pick<JobDto, keyof JobDto> {
  return {
    id: job.id,
    plugin: job.plugin,
    status: job.status,
    cancelled: job.cancelled,
    attempts: job.attempts,
    progress: job.progress,
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    completed_at: job.completedAt?.toISOString() ?? null,
    execution_time_ms: toWireNumber(job.executionTimeMs),
    retry_of: job.retryOf,
  };
}

/** A job with its place in the queue as it goes on the wire. */
export function toJobStandingBody(job: JobStanding): JobStandingDto {
  return {
    ...fieldsOf(job),
    queue_position: job.position,
    estimated_start_at: job.estimatedStartAt?.toISOString() ?? null,
  };
}

/** A page of jobs as it goes on the wire. */
export function toJobListBody({ jobs, nextCursor }: JobPage): JobListDto {
  return { jobs: jobs.map(toJobBody), count: jobs.length, next_cursor: nextCursor };
}

/** What a finished job came to, as it goes on the wire. */
export function toJobResultBody(job: JobWithOutcome): JobResultDto {
  return {
    job_id: job.id,
    plugin: job.plugin,
    status: job.status,
    result: job.result,
    error: job.error,
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
  };
}
