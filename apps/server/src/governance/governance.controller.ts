import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';
import { GovernanceDto } from './governance.dto.js';
import { GovernanceService } from './governance.service.js';

/** Tells what holds for every execution and every answer, and what sees to it. */
@ApiTags('about')
@ApiRefused()
@Controller('v1/governance')
export class GovernanceController {
  constructor(private readonly governance: GovernanceService) {}

  @Get()
  @Access('read')
  @ApiOperation({
    summary: 'What holds, and what sees to it',
    description:
      'The invariants of this server, each with the tests that show it and how those ended where the server was built.',
  })
  @ApiOkResponse({ type: GovernanceDto, description: 'The invariants.' })
  invariants(): GovernanceDto {
    return { invariants: this.governance.invariants() };
  }
}
