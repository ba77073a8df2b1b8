export { GatehouseClient } from './gatehouse-client.js';
export type {
  CallOptions,
  ClientOptions,
  RetryNotice,
  RetryPolicy,
  SubmissionOptions,
} from './client-options.js';
export { GatehouseClientError } from './errors/client-error.js';
export {
  GatehouseApiError,
  type ErrorBody,
  type ErrorCode,
  type ErrorPointer,
  type ErrorType,
} from './errors/api-error.js';
export { GatehouseConnectionError } from './errors/connection-error.js';
export { GatehouseAnswerError } from './errors/answer-error.js';
export type {
  About,
  Analysis,
  BatchResult,
  BatchResults,
  CancelledJob,
  ErasedJob,
  Governance,
  Health,
  Job,
  JobReference,
  JobResult,
  JobStanding,
  JobStats,
  JobStatus,
  JobSuccess,
  PluginDetail,
  PluginHealth,
  PluginManifest,
  PluginOf,
  ReloadReport,
  RetriedJob,
  SubmittedJob,
  Transition,
} from './types/answers.js';
export type { JobEvent, JobProgressEvent, JobStateEvent } from './types/job-event.js';
export type { JsonObject, JsonValue } from './types/json.js';
export type { OptionsOf, PluginName, ResultOf, ShippedPlugin } from './types/plugins.js';
export type {
  AnalysisRequest,
  BatchItem,
  BatchItems,
  JobFilter,
  PluginRequest,
  UrlAnalysisRequest,
  WaitOptions,
  WatchOptions,
} from './types/requests.js';
export type { ImageSource } from './wire/image.js';
