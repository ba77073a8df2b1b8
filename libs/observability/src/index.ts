export { AppLogger } from './app-logger.service.js';
export { ObservabilityModule } from './observability.module.js';
export { StartLogger } from './start-logger.js';
