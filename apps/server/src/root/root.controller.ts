import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { SERVER_VERSION } from '../server-version.js';
import { RootDto } from './root.dto.js';

/** Says what this is and where to go on. */
@ApiTags('about')
@ApiRefused()
@Controller()
export class RootController {
  @Get()
  @Access('open')
  @ApiOperation({ summary: 'What this is, and where to go on' })
  @ApiOkResponse({ type: RootDto, description: 'Name, version and links.' })
  root(): RootDto {
    return {
      name: 'Gatehouse',
      version: SERVER_VERSION,
      links: {
        docs: '/docs',
        openapi: '/openapi.json',
        plugins: '/v1/plugins',
        analyze: '/v1/analyze-execution',
        live: '/v1/health/live',
        ready: '/v1/health/ready',
      },
    };
  }
}
