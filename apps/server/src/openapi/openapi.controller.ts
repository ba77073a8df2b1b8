import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from './access.decorator.js';
import { ApiDocument } from './api-document.service.js';
import { ApiRefused } from './api-refused.decorator.js';

/** Serves the description of all routes. */
@ApiTags('about')
@ApiRefused()
@Controller()
export class OpenApiController {
  constructor(private readonly description: ApiDocument) {}

  @Get('openapi.json')
  @Access('open')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'This document: OpenAPI 3.1',
    description: 'With the options and results of the plugins that are there now.',
  })
  @ApiOkResponse({
    description: 'The document.',
    schema: {
      type: 'object',
      required: ['openapi', 'info', 'paths'],
      properties: {
        openapi: { type: 'string', pattern: '^3\\.1\\.' },
        info: { type: 'object' },
        paths: { type: 'object' },
      },
      example: { openapi: '3.1.1', info: { title: 'Gatehouse', version: '0.1.0' }, paths: {} },
    },
  })
  document(): string {
    return this.description.current().text;
  }
}
