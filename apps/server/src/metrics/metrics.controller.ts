import { METRICS_CONTENT_TYPE, Metrics } from '@gatehouse/observability';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../openapi/access.decorator.js';
import { ApiRefused } from '../openapi/api-refused.decorator.js';

const EXAMPLE = `# HELP gatehouse_plugin_executions_total Executions that are over.
# TYPE gatehouse_plugin_executions_total counter
gatehouse_plugin_executions_total{plugin="barcode",version="1.0.0",outcome="ok"} 42
`;

/** Tells Prometheus how the server is doing. */
@ApiTags('health')
@ApiRefused()
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  @Access('read')
  @Header('Content-Type', METRICS_CONTENT_TYPE)
  @ApiOperation({
    summary: 'Numbers for Prometheus',
    description:
      'Executions and their times by plugin, what plugins have to do, jobs by status, and the process itself, in the ' +
      'text format of Prometheus.',
  })
  @ApiOkResponse({
    description: 'The numbers as they are now.',
    content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } },
  })
  exposition(): Promise<string> {
    return this.metrics.exposition();
  }
}
