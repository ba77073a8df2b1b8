export { ERROR_CATALOGUE, type ErrorCode, type ErrorParams } from './catalogue.js';
export type { CatalogueEntry } from './catalogue-entry.js';
export { GatehouseError, isGatehouseError, type GatehouseErrorExtras } from './gatehouse-error.js';
export { EnvelopeError } from './envelope-error.js';
export { MAX_MESSAGE_LENGTH, toErrorBody, toErrorEnvelope, type FailureContext } from './error-envelope.js';
export { hidePaths } from './hide-paths.js';
export { GlobalExceptionFilter } from './global-exception.filter.js';
