import { CurrentCaller, type Caller } from '@gatehouse/auth';
import { JobManagementService } from '@gatehouse/jobs';
import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { toJobListBody, toJobStandingBody } from '../analysis/analysis-bodies.js';
import { ApiJobId } from '../analysis/api-job-id.decorator.js';
import { ApiJobQuery } from '../analysis/api-job-query.decorator.js';
import { JobListDto } from '../analysis/dto/job-list.dto.js';
import { JobAnswerDto } from '../analysis/dto/job.dto.js';
import { jobScopeOf } from '../analysis/job-scope.js';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { HISTORY_QUERY, readJobQuery } from '../request/read-job-query.js';
import { ErasedDto, JobStatsDto } from './dto/job-stats.dto.js';
import { toJobStatsBody } from './job-stats-body.js';

/** The history of jobs and counts over it; what came out of them stands elsewhere. */
@ApiTags('jobs')
@ApiRefused()
@Controller('v1/jobs')
export class JobsController {
  constructor(private readonly jobs: JobManagementService) {}

  @Get()
  @Access('read')
  @ApiOperation({
    summary: 'The history of jobs, newest first',
    description: 'Those that were made with the same key; for an admin everybody’s.',
  })
  @ApiJobQuery(HISTORY_QUERY)
  @ApiOkResponse({ type: JobListDto, description: 'One page of them.' })
  async jobHistory(@Query() query: object, @CurrentCaller() caller: Caller): Promise<JobListDto> {
    const { filter, limit, cursor } = readJobQuery(query, HISTORY_QUERY);
    return toJobListBody(await this.jobs.list({ ...filter, scope: jobScopeOf(caller) }, limit, cursor));
  }

  @Get('stats')
  @Access('read')
  @ApiOperation({
    summary: 'Counts over jobs',
    description: 'Over those that were made with the same key; for an admin over everybody’s.',
  })
  @ApiOkResponse({ type: JobStatsDto, description: 'The counts.' })
  async jobStats(@CurrentCaller() caller: Caller): Promise<JobStatsDto> {
    return toJobStatsBody(await this.jobs.stats(jobScopeOf(caller)));
  }

  @Get(':id')
  @Access('read')
  @ApiOperation({ summary: 'One job of the history' })
  @ApiJobId()
  @ApiOkResponse({ type: JobAnswerDto, description: 'The job.' })
  async jobRecord(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<JobAnswerDto> {
    return { job: toJobStandingBody(await this.jobs.standing(id, jobScopeOf(caller))) };
  }

  @Delete(':id')
  @Access('admin')
  @ApiOperation({
    summary: 'Erase a job that is over',
    description: 'Its record, its result, its image and its events. One that is not over is cancelled first.',
  })
  @ApiJobId()
  @ApiOkResponse({ type: ErasedDto, description: 'Nothing of it is left.' })
  async eraseJob(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<ErasedDto> {
    const job = await this.jobs.erase(id, jobScopeOf(caller));
    return { job_id: job.id, erased: true };
  }
}
