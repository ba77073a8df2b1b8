import { readFileSync } from 'node:fs';
import {
  ERROR_TYPE,
  JOB_STATUS,
  LIFECYCLE_STATE,
  type JsonObject,
  type JsonValue,
} from '@gatehouse/contracts';
import { GatehouseError, toErrorBody, toErrorEnvelope } from '@gatehouse/errors';
import { follow, nodeAt, operationsOf, textFrom } from '../support/contract/document-nodes.js';
import { publicNames } from './public-names.js';

/*
 * Literals that others rely on. Each is written down here a second time, so that it does not change by the way: who
 * changes one here means it, and says so.
 */

/** What libraries hand out. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  'libs/plugins/src/index.ts': [
    'PluginManagementService',
    'PluginRegistry',
    'PluginsModule',
    'RELOAD_OUTCOME',
    'SchemaOverrun',
    'longestRunMs',
    'type ExecutionPermit',
    'type PluginContract',
    'type PluginDetail',
    'type PluginFolder',
    'type PluginHandle',
    'type PluginLoad',
    'type ReloadOutcome',
    'type ReloadResult',
    'type SchemaValidator',
    'type SchemaVerdict',
    'type Transition',
    'type TransitionActor',
  ],
  'libs/jobs/src/index.ts': [
    'IdempotencyStore',
    'JobEvents',
    'JobManagementService',
    'JobQueue',
    'JobStore',
    'JobsModule',
    'isJobId',
    'newJobId',
    'type IdempotencyVerdict',
    'type IdempotentAnswer',
    'type IdempotentRequest',
    'type JobDelivery',
    'type JobEvent',
    'type JobFilter',
    'type JobFinal',
    'type JobInput',
    'type JobOutcome',
    'type JobPage',
    'type JobRecord',
    'type JobScope',
    'type JobStanding',
    'type JobStats',
    'type JobWithOutcome',
    'type NewJob',
    'type QueueOutlook',
    'type WriteHaste',
  ],
  'libs/images/src/index.ts': [
    'AnalysisService',
    'ImageDecoder',
    'ImageFetcher',
    'ImagesModule',
    'PictureRenderer',
    'checkIntake',
    'fetchPolicy',
    'inspectImage',
    'intakeLimits',
    'longestIntakeMs',
    'longestRenderingMs',
    'type AcquiredImage',
    'type BrokenImage',
    'type CaptionedBox',
    'type DecodeOptions',
    'type DecodedImage',
    'type FetchControl',
    'type FetchPolicy',
    'type ImageDescription',
    'type ImageHeader',
    'type ImageInspection',
    'type ImageSource',
    'type IntakeLimits',
    'type Orientation',
    'type PixelSize',
  ],
  'libs/execution/src/index.ts': [
    'AnalysisExecutionService',
    'ExecutionJournal',
    'ExecutionModule',
    'type AnalysisControl',
    'type AnalysisReport',
    'type AnalysisRequest',
    'type BatchItem',
    'type BatchOutcome',
    'type ExecutionListener',
    'type FollowedEvent',
    'type ImageSource',
    'type JobFilter',
    'type JobPage',
    'type JobRecord',
    'type JobScope',
    'type JobStanding',
    'type JobWithOutcome',
    'type SubmissionRequest',
  ],
  'libs/contracts/src/index.ts': [
    'BOX_MARK',
    'ERROR_TYPE',
    'EXECUTION_PHASE',
    'INPUT_FORMATS',
    'INTAKE_MIME_TYPES',
    'JOB_STATUS',
    'LIFECYCLE_STATE',
    'PLUGIN_API_VERSION',
    'type EmptyObject',
    'type ErrorBody',
    'type ErrorDetails',
    'type ErrorEnvelope',
    'type ErrorPointer',
    'type ErrorType',
    'type ExecutionControl',
    'type ExecutionOutcome',
    'type ExecutionPhase',
    'type ExecutionProgress',
    'type ExecutionRecord',
    'type InitializeContext',
    'type InputFormat',
    'type IntakeMimeType',
    'type JobStatus',
    'type JsonObject',
    'type JsonSchema',
    'type JsonValue',
    'type LifecycleState',
    'type ManifestExample',
    'type ManifestInput',
    'type ManifestLimits',
    'type ManifestPermissions',
    'type ManifestRequires',
    'type PhaseTimes',
    'type Plugin',
    'type PluginHealth',
    'type PluginLogger',
    'type PluginManifest',
    'type PluginOutput',
    'type PluginPayload',
    'type RunContext',
    'type RunPayload',
  ],
};

/** What every operation answers with 200: the keys at the top of its JSON, after `[]` those of its items, or its type. */
const OPERATIONS: Readonly<Record<string, string | readonly string[]>> = {
  'DELETE /v1/analyze-execution/jobs/{id}': ['cancelled', 'job_id', 'status'],
  'DELETE /v1/jobs/{id}': ['erased', 'job_id'],
  'GET /': ['links', 'name', 'version'],
  'GET /metrics': 'text/plain',
  'GET /openapi.json': ['info', 'openapi', 'paths'],
  'GET /v1/analyze-execution/jobs': ['count', 'jobs', 'next_cursor'],
  'GET /v1/analyze-execution/jobs/{id}': ['job'],
  'GET /v1/analyze-execution/jobs/{id}/events': 'text/event-stream',
  'GET /v1/analyze-execution/jobs/{id}/result': [
    'completed_at',
    'created_at',
    'error',
    'job_id',
    'plugin',
    'result',
    'status',
  ],
  'GET /v1/governance': ['invariants'],
  'GET /v1/health/live': ['status'],
  'GET /v1/health/ready': ['status'],
  'GET /v1/jobs': ['count', 'jobs', 'next_cursor'],
  'GET /v1/jobs/stats': [
    'by_error_code',
    'by_plugin',
    'by_status',
    'oldest_pending_at',
    'queued_bytes',
    'total',
  ],
  'GET /v1/jobs/{id}': ['job'],
  'GET /v1/plugins': [
    '[]',
    'avg_execution_time_ms',
    'description',
    'error_count',
    'last_execution_time_ms',
    'last_used',
    'name',
    'reason',
    'state',
    'success_count',
    'uptime_seconds',
    'version',
  ],
  'GET /v1/plugins/{name}': [
    'avg_execution_time_ms',
    'description',
    'error_count',
    'isolation',
    'last_execution_time_ms',
    'last_used',
    'name',
    'next_trial_at',
    'reason',
    'state',
    'success_count',
    'uptime_seconds',
    'version',
  ],
  'GET /v1/plugins/{name}/health': [
    'avg_execution_time_ms',
    'description',
    'error_count',
    'last_execution_time_ms',
    'last_used',
    'name',
    'reason',
    'state',
    'success_count',
    'uptime_seconds',
    'version',
  ],
  'GET /v1/plugins/{name}/history': ['[]', 'actor', 'at', 'from', 'reason', 'to'],
  'GET /v1/plugins/{name}/manifest': [
    'accepts',
    'description',
    'deterministic',
    'engine',
    'entry',
    'examples',
    'input',
    'limits',
    'name',
    'options_schema',
    'output_schema',
    'permissions',
    'requires',
    'version',
  ],
  'POST /v1/analyze-execution': [
    'execution_time_ms',
    'image',
    'job_id',
    'plugin',
    'rendered',
    'result',
    'status',
  ],
  'POST /v1/analyze-execution/async': ['job_id', 'status'],
  'POST /v1/analyze-execution/batch': ['results'],
  'POST /v1/analyze-execution/jobs/{id}/retry': ['job_id', 'retry_of', 'status'],
  'POST /v1/plugins/reload': ['plugins'],
  'POST /v1/plugins/{name}/reload': [
    'avg_execution_time_ms',
    'description',
    'error_count',
    'last_execution_time_ms',
    'last_used',
    'name',
    'reason',
    'state',
    'success_count',
    'uptime_seconds',
    'version',
  ],
};

const document = JSON.parse(
  readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
) as JsonObject; // a test compares it with what a server answers

/** The keys that a schema tells of, through references and the parts it is put together from. */
function keysOf(schema: JsonValue | undefined): string[] {
  const plain = follow(document, schema ?? {});
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((word) => plain[word] ?? []);
  const keys = [...Object.keys(nodeAt(plain, 'properties')), ...parts.flatMap((part) => keysOf(part))];
  return [...new Set(keys)].sort();
}

function answerOf(operation: JsonObject): string | readonly string[] {
  const [type = '', media = null] = Object.entries(nodeAt(operation, 'responses', '200', 'content'))[0] ?? [];
  if (type !== 'application/json') return type;
  const schema = follow(document, nodeAt(media, 'schema'));
  return textFrom(schema['type']) === 'array' ? ['[]', ...keysOf(schema['items'])] : keysOf(schema);
}

describe('what others rely on', () => {
  it.each(Object.entries(DOORS))('%s hands out these names and no others', (door, names) => {
    expect(publicNames(door)).toEqual(names);
  });

  it('is that a plugin has five states, and these', () => {
    expect(Object.values(LIFECYCLE_STATE)).toEqual([
      'LOADED',
      'INITIALIZED',
      'RUNNING',
      'FAILED',
      'UNAVAILABLE',
    ]);
  });

  it('is that a job has four states, and these', () => {
    expect(Object.values(JOB_STATUS)).toEqual(['PENDING', 'RUNNING', 'SUCCESS', 'FAILED']);
  });

  it('is that an error is of one of these types', () => {
    expect(Object.values(ERROR_TYPE)).toEqual([
      'ValidationError',
      'PluginError',
      'ExecutionError',
      'NotFoundError',
      'ConflictError',
      'AuthError',
      'RateLimitError',
      'InternalError',
    ]);
  });

  it('is the envelope: these keys, and these in its details', () => {
    const envelope = toErrorEnvelope(new GatehouseError('IMAGE_EMPTY', {}), { jobId: null, requestId: null });
    const body = toErrorBody(envelope);
    expect(Object.keys(body).sort()).toEqual(['details', 'message', 'plugin', 'timestamp', 'type']);
    expect(Object.keys(body.details).sort()).toEqual(['code', 'errors', 'job_id', 'request_id', 'retryable']);
  });

  it('is what each operation answers', () => {
    const found = operationsOf(document).map(({ method, path, operation }) => [
      `${method} ${path}`,
      answerOf(operation),
    ]);
    expect(Object.fromEntries(found)).toEqual(OPERATIONS);
  });
});
