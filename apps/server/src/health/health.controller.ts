import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { RequestId } from '../request/request-id.decorator.js';
import { HealthDto } from './health.dto.js';
import { ReadinessService } from './readiness.service.js';

/** Tells whoever supervises the server whether to leave it alone, restart it, or send it work. */
@ApiTags('health')
@ApiRefused()
@Controller('v1/health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('live')
  @Access('open')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ type: HealthDto, description: 'It does.' })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Access('open')
  @ApiOperation({
    summary: 'Whether it can do its work',
    description: 'It cannot while its store, or a plugin that `PLUGIN_REQUIRED` names, is not there.',
  })
  @ApiOkResponse({ type: HealthDto, description: 'It can.' })
  async ready(@RequestId() requestId: string): Promise<HealthDto> {
    await this.readiness.check(requestId);
    return { status: 'ok' };
  }
}
