export { AppLogger } from './app-logger.service.js';
export { ExecutionLog } from './executions/execution-log.js';
export { METRICS_CONTENT_TYPE, Metrics } from './metrics/metrics.js';
export type { JobCounts } from './metrics/job-gauges.js';
export { ObservabilityModule } from './observability.module.js';
export { StartLogger } from './start-logger.js';
export type { TracedService } from './tracing/traced-service.js';
export { TracingModule } from './tracing/tracing.module.js';
