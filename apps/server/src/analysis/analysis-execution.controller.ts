import { CurrentCaller, type Caller } from '@gatehouse/auth';
import { AnalysisExecutionService } from '@gatehouse/execution';
import { Controller, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { JobIdToBe } from '../idempotency/job-id-to-be.decorator.js';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { ClientGone } from '../request/client-gone.decorator.js';
import { RequestId } from '../request/request-id.decorator.js';
import { AnalysisBodyInterceptor } from './analysis-body.interceptor.js';
import type { AnalysisForm } from './analysis-form.js';
import { Form } from './analysis-form.decorator.js';
import { toAnalysisBody } from './analysis-bodies.js';
import { ApiAnalysisBody } from './api-analysis-body.decorator.js';
import { ApiBatchBody } from './api-batch-body.decorator.js';
import { toBatchBody } from './batch-body.js';
import { AcceptedDto } from './dto/accepted.dto.js';
import { AnalysisDto } from './dto/analysis.dto.js';
import { BatchDto } from './dto/batch.dto.js';
import { HoldBytes } from './hold-bytes.decorator.js';
import { JsonOnlyInterceptor } from './json-only.interceptor.js';
import { PlaceInterceptor } from './place.interceptor.js';
import { readRenderedAnalysis } from './read-rendered-analysis.js';
import { readBatch } from './read-batch.js';
import { MOST_ATTEMPTS, readSubmission } from './read-submission.js';

/** Asks plugins about images: now, later, or several at once. */
@ApiTags('analysis')
@ApiRefused()
@Controller('v1/analyze-execution')
export class AnalysisExecutionController {
  constructor(private readonly analyses: AnalysisExecutionService) {}

  @Post()
  @Access('analyze')
  @HttpCode(200)
  @Idempotent('replay')
  @UseInterceptors(PlaceInterceptor, AnalysisBodyInterceptor)
  @ApiOperation({
    summary: 'Run a plugin on an image and wait for its result',
    description:
      'The image comes as base64 or a `data:` URL in JSON, as the file `image` of a form, or as the body itself; ' +
      'then `plugin` and `options` are told in the query. Where the operator has set IMAGE_URLS=on, the server also ' +
      'fetches it from `image_url`.',
  })
  @ApiAnalysisBody()
  @ApiQuery({
    name: 'render',
    required: false,
    description:
      'Also answers the image with boxes and labels drawn on it, in `rendered`, where the plugin finds boxes.',
    schema: { type: 'boolean', default: false },
  })
  @ApiOkResponse({ type: AnalysisDto, description: 'The plugin’s result and the facts of the execution.' })
  async analyze(
    @Form() form: AnalysisForm,
    @CurrentCaller() { keyId }: Caller,
    @RequestId() requestId: string,
    @ClientGone() signal: AbortSignal,
    @HoldBytes() holdBytes: (bytes: number) => void,
  ): Promise<AnalysisDto> {
    const control = { requestId, owner: keyId, signal, holdBytes };
    return toAnalysisBody(await this.analyses.analyze(readRenderedAnalysis(form), control));
  }

  @Post('async')
  @Access('analyze')
  @HttpCode(200)
  @Idempotent('same-job')
  @UseInterceptors(AnalysisBodyInterceptor)
  @ApiOperation({
    summary: 'Have a plugin run on an image later',
    description:
      'Takes what the other route takes. All that can be refused without decoding the image is refused at once. What is ' +
      'accepted is stored before it is answered, and is brought to its end also where the server is not: ask for ' +
      'it by its `job_id`, or follow its events.',
  })
  @ApiAnalysisBody()
  @ApiQuery({
    name: 'max_attempts',
    required: false,
    description:
      'How often it may be run in all, where it fails in a way that another run may not (`retryable`), with a pause that ' +
      'doubles. The body may say it, too.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_ATTEMPTS, default: 1 },
  })
  @ApiOkResponse({ type: AcceptedDto, description: 'The job that waits.' })
  async analyzeLater(
    @Form() form: AnalysisForm,
    @CurrentCaller() { keyId }: Caller,
    @RequestId() requestId: string,
    @ClientGone() signal: AbortSignal,
    @HoldBytes() holdBytes: (bytes: number) => void,
    @JobIdToBe() jobId: string | undefined,
  ): Promise<AcceptedDto> {
    const control = { requestId, owner: keyId, signal, holdBytes };
    const id = await this.analyses.submit(readSubmission(form), control, jobId);
    return { job_id: id, status: 'PENDING' };
  }

  @Post('batch')
  @Access('analyze')
  @HttpCode(200)
  @Idempotent('replay')
  @UseInterceptors(JsonOnlyInterceptor, PlaceInterceptor, AnalysisBodyInterceptor)
  @ApiOperation({
    summary: 'Run plugins on several images and wait for all results',
    description:
      'Each item has an outcome of its own: one that is wrong, or fails, is nothing to the others.',
  })
  @ApiBatchBody()
  @ApiOkResponse({ type: BatchDto, description: 'What became of each item, in their order.' })
  async analyzeBatch(
    @Form() form: AnalysisForm,
    @CurrentCaller() { keyId }: Caller,
    @RequestId() requestId: string,
    @ClientGone() signal: AbortSignal,
    @HoldBytes() holdBytes: (bytes: number) => void,
  ): Promise<BatchDto> {
    const control = { requestId, owner: keyId, signal, holdBytes };
    return toBatchBody(await this.analyses.analyzeBatch(readBatch(form), control));
  }
}
