import { CurrentCaller, type Caller } from '@gatehouse/auth';
import { AnalysisExecutionService } from '@gatehouse/execution';
import { Controller, Get, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { ClientGone } from '../request/client-gone.decorator.js';
import { RequestId } from '../request/request-id.decorator.js';
import { AnalysisBodyInterceptor } from './analysis-body.interceptor.js';
import type { AnalysisForm } from './analysis-form.js';
import { Form } from './analysis-form.decorator.js';
import { toAnalysisBody, toJobBody, toJobResultBody } from './analysis-bodies.js';
import { ApiAnalysisBody } from './api-analysis-body.decorator.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { AnalysisDto } from './dto/analysis.dto.js';
import { JobResultDto } from './dto/job-result.dto.js';
import { JobAnswerDto } from './dto/job.dto.js';
import { jobScopeOf } from './job-scope.js';
import { readAnalysisRequest } from './read-analysis-request.js';

/** Asks plugins about images, and reads the jobs that come of it. */
@ApiTags('analysis')
@ApiRefused()
@Controller('v1/analyze-execution')
export class AnalysisExecutionController {
  constructor(private readonly analyses: AnalysisExecutionService) {}

  @Post()
  @Access('analyze')
  @HttpCode(200)
  @UseInterceptors(AnalysisBodyInterceptor)
  @ApiOperation({
    summary: 'Run a plugin on an image and wait for its result',
    description:
      'The image comes as base64 or a `data:` URL in JSON, as the file `image` of a form, or as the body itself; ' +
      'then `plugin` and `options` are told in the query.',
  })
  @ApiAnalysisBody()
  @ApiOkResponse({ type: AnalysisDto, description: 'The plugin’s result and the facts of the execution.' })
  async analyze(
    @Form() form: AnalysisForm,
    @CurrentCaller() { keyId }: Caller,
    @RequestId() requestId: string,
    @ClientGone() signal: AbortSignal,
  ): Promise<AnalysisDto> {
    const control = { requestId, owner: keyId, signal };
    return toAnalysisBody(await this.analyses.analyze(readAnalysisRequest(form), control));
  }

  @Get('jobs/:id')
  @Access('analyze')
  @ApiOperation({ summary: 'How a job stands' })
  @ApiJobId()
  @ApiOkResponse({ type: JobAnswerDto, description: 'The job.' })
  async job(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<JobAnswerDto> {
    return { job: toJobBody(await this.analyses.job(id, jobScopeOf(caller))) };
  }

  @Get('jobs/:id/result')
  @Access('analyze')
  @ApiOperation({ summary: 'What a finished job came to', description: 'Of a failed job, `error` says why.' })
  @ApiJobId()
  @ApiOkResponse({ type: JobResultDto, description: 'Its result, or its error.' })
  async jobResult(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<JobResultDto> {
    return toJobResultBody(await this.analyses.jobResult(id, jobScopeOf(caller)));
  }
}
