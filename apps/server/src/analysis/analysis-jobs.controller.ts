import { CurrentCaller, type Caller } from '@gatehouse/auth';
import { AnalysisExecutionService } from '@gatehouse/execution';
import { EventStream } from '@gatehouse/http-edge';
import { Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { JobIdToBe } from '../idempotency/job-id-to-be.decorator.js';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { JOB_QUERY, readJobQuery } from '../request/read-job-query.js';
import { readLastEventId } from '../request/read-last-event-id.js';
import { RequestId } from '../request/request-id.decorator.js';
import { toJobListBody, toJobResultBody, toJobStandingBody } from './analysis-bodies.js';
import { ApiJobEvents } from './api-job-events.decorator.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { ApiJobQuery } from './api-job-query.decorator.js';
import { CancelledDto, RetryDto } from './dto/accepted.dto.js';
import { JobListDto } from './dto/job-list.dto.js';
import { JobResultDto } from './dto/job-result.dto.js';
import { JobAnswerDto } from './dto/job.dto.js';
import { toServerEvents } from './event-body.js';
import { jobScopeOf } from './job-scope.js';

/** The jobs that come of analyses, for whoever asked for them. */
@ApiTags('analysis')
@ApiRefused()
@Controller('v1/analyze-execution/jobs')
export class AnalysisJobsController {
  constructor(private readonly analyses: AnalysisExecutionService) {}

  @Get()
  @Access('analyze')
  @ApiOperation({
    summary: 'Jobs, newest first',
    description: 'Those that were made with the same key; for an admin everybody’s.',
  })
  @ApiJobQuery(JOB_QUERY)
  @ApiOkResponse({ type: JobListDto, description: 'One page of them.' })
  async jobs(@Query() query: object, @CurrentCaller() caller: Caller): Promise<JobListDto> {
    const { filter, limit, cursor } = readJobQuery(query, JOB_QUERY);
    const scope = jobScopeOf(caller);
    return toJobListBody(await this.analyses.jobList({ ...filter, scope }, limit, cursor));
  }

  @Get(':id')
  @Access('analyze')
  @ApiOperation({ summary: 'How a job stands' })
  @ApiJobId()
  @ApiOkResponse({ type: JobAnswerDto, description: 'The job.' })
  async job(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<JobAnswerDto> {
    return { job: toJobStandingBody(await this.analyses.job(id, jobScopeOf(caller))) };
  }

  @Get(':id/result')
  @Access('analyze')
  @ApiOperation({ summary: 'What a finished job came to', description: 'Of a failed job, `error` says why.' })
  @ApiJobId()
  @ApiOkResponse({ type: JobResultDto, description: 'Its result, or its error.' })
  async jobResult(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<JobResultDto> {
    return toJobResultBody(await this.analyses.jobResult(id, jobScopeOf(caller)));
  }

  @Get(':id/events')
  @Access('analyze')
  @ApiOperation({
    summary: 'What happens to a job, as it happens',
    description:
      'Server-sent events: `state` for each state it comes into, `progress` where its plugin tells how far it is. The ' +
      'stream ends after the last state. Who comes again with `Last-Event-ID` misses nothing; after the end that is ' +
      'refused, so that browsers stop.',
  })
  @ApiJobId()
  @ApiJobEvents()
  async jobEvents(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res() { req: request }: Response, // who asks for the response answers: Nest does not
  ): Promise<void> {
    const after = readLastEventId(request.headers['last-event-id']);
    const stream = new EventStream(request);
    const events = await this.analyses.jobEvents(id, jobScopeOf(caller), after, stream.signal);
    await stream.send(toServerEvents(id, events));
  }

  @Delete(':id')
  @Access('analyze')
  @ApiOperation({
    summary: 'Cancel a job',
    description: 'One that waits is never run; of one that runs, the plugin is stopped. Its record stays.',
  })
  @ApiJobId()
  @ApiOkResponse({ type: CancelledDto, description: 'It has ended.' })
  async cancelJob(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
  ): Promise<CancelledDto> {
    const job = await this.analyses.cancelJob(id, jobScopeOf(caller), requestId);
    return { job_id: job.id, status: 'FAILED', cancelled: true };
  }

  @Post(':id/retry')
  @Access('admin')
  @HttpCode(200)
  @Idempotent('same-job', (jobId, { params }) => ({
    job_id: jobId,
    status: 'PENDING',
    retry_of: String(params['id']).toLowerCase(),
  }))
  @ApiOperation({
    summary: 'Repeat a job that failed',
    description: 'Makes a new job of the image and the options of one that was submitted to run later.',
  })
  @ApiJobId()
  @ApiOkResponse({ type: RetryDto, description: 'The new job, which names the old one.' })
  async retryJob(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @RequestId() requestId: string,
    @JobIdToBe() jobIdToBe?: string,
  ): Promise<RetryDto> {
    const { old, jobId } = await this.analyses.retryJob(id, jobScopeOf(caller), requestId, jobIdToBe);
    return { job_id: jobId, status: 'PENDING', retry_of: old.id };
  }
}
