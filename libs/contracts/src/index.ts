export type { JsonValue, JsonObject, EmptyObject } from './json.js';
export { BOX_MARK } from './box-mark.js';
export { LIFECYCLE_STATE, type LifecycleState } from './lifecycle-state.js';
export { JOB_STATUS, type JobStatus } from './job-status.js';
export {
  ERROR_TYPE,
  type ErrorType,
  type ErrorPointer,
  type ErrorDetails,
  type ErrorBody,
  type ErrorEnvelope,
} from './error-envelope.js';
export type {
  PluginPayload,
  PluginOutput,
  ExecutionOutcome,
  ExecutionProgress,
  ExecutionControl,
  JsonSchema,
} from './execution.js';
export {
  EXECUTION_PHASE,
  type ExecutionPhase,
  type ExecutionRecord,
  type PhaseTimes,
} from './execution-record.js';
export {
  PLUGIN_API_VERSION,
  INTAKE_MIME_TYPES,
  INPUT_FORMATS,
  type IntakeMimeType,
  type InputFormat,
  type ManifestExample,
  type ManifestInput,
  type ManifestLimits,
  type ManifestPermissions,
  type ManifestRequires,
  type PluginManifest,
} from './plugin-manifest.js';
export type { RunPayload, PluginLogger, RunContext, InitializeContext, Plugin } from './plugin.js';
export type { PluginHealth } from './plugin-health.js';
