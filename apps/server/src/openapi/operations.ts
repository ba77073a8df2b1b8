import type { ErrorCode } from '@gatehouse/errors';

/** What the document says of an operation besides what its controller does. */
export interface OperationFacts {
  /** What typed clients call it. It does not change. */
  readonly id: string;
  /** The codes that it alone can answer, the likeliest first; those of every operation are not told again. */
  readonly codes: readonly ErrorCode[];
}

/** Any operation may be answered with these. */
export const CODES_OF_ALL: readonly ErrorCode[] = [
  'HOST_NOT_ALLOWED',
  'ORIGIN_NOT_ALLOWED',
  'REQUEST_MALFORMED',
  'REQUEST_HEAD_TOO_LARGE',
  'REQUEST_TIMED_OUT',
  'PROTOCOL_UNSUPPORTED',
  'BODY_TOO_LARGE',
  'ANSWER_TIMED_OUT',
  'SERVER_STOPPING',
  'INTERNAL_ERROR',
];

/** Any operation that asks for a key may be answered with these. */
export const CODES_OF_KEYS: readonly ErrorCode[] = [
  'KEY_MISSING',
  'KEY_INVALID',
  'KEY_EXPIRED',
  'ROLE_TOO_LOW',
  'RATE_LIMITED',
];

/** Any operation with something in its path may be answered with these: a malformed `%` is in no route. */
export const CODES_OF_PARAMETERS: readonly ErrorCode[] = ['BODY_MALFORMED'];

/** What the reading of a body with an image, or the fetching of the image it names, can come to. */
const INTAKE: readonly ErrorCode[] = [
  'BODY_INVALID',
  'BODY_MALFORMED',
  'CONTENT_TYPE_UNSUPPORTED',
  'IMAGE_MISSING',
  'IMAGE_AMBIGUOUS',
  'IMAGE_ENCODING_INVALID',
  'OPTIONS_MALFORMED',
  'IMAGE_URL_DISABLED',
  'IMAGE_URL_INVALID',
  'IMAGE_URL_REFUSED',
  'IMAGE_URL_ANSWER_REFUSED',
  'IMAGE_URL_UNREACHABLE',
  'IMAGE_URL_TIMED_OUT',
];

/** What the gate can refuse before it runs a plugin. */
const GATE: readonly ErrorCode[] = [
  'PLUGIN_NOT_FOUND',
  'OPTIONS_INVALID',
  'IMAGE_EMPTY',
  'IMAGE_TYPE_UNKNOWN',
  'IMAGE_TYPE_NOT_ACCEPTED',
  'IMAGE_TYPE_MISMATCH',
  'IMAGE_TOO_LARGE',
  'IMAGE_TOO_MANY_PIXELS',
  'IMAGE_SIDE_TOO_LONG',
  'IMAGE_TOO_MANY_FRAMES',
  'IMAGE_DECODED_TOO_LARGE',
  'PLUGIN_UNAVAILABLE',
  'PLUGIN_LOAD_FAILED',
  'PLUGIN_SCHEMA_TOO_COSTLY',
  'QUEUE_FULL',
  'STORE_UNAVAILABLE',
];

/** What the run of a plugin can come to. */
const RUN: readonly ErrorCode[] = [
  'IMAGE_UNDECODABLE',
  'IMAGE_TOO_COSTLY',
  'PLUGIN_THREW',
  'PLUGIN_TIMED_OUT',
  'PLUGIN_CRASHED',
  'PLUGIN_OUT_OF_MEMORY',
  'OUTPUT_INVALID',
  'OUTPUT_NOT_JSON',
  'OUTPUT_TOO_LARGE',
  'EXECUTION_CANCELLED',
  'WORKER_LOST',
];

/** What a request that comes with an Idempotency-Key can be refused for. */
const KEYED: readonly ErrorCode[] = ['IDEMPOTENCY_KEY_INVALID', 'IDEMPOTENCY_KEY_REUSED'];

/** Where the first request takes long, it is not waited for. */
const KEYED_AND_SLOW: readonly ErrorCode[] = [...KEYED, 'IDEMPOTENCY_IN_PROGRESS'];

/** Every operation there is, by its method and path. */
export const OPERATIONS: Readonly<Record<string, OperationFacts>> = Object.freeze({
  'GET /': { id: 'about', codes: [] },
  'GET /openapi.json': { id: 'openApi', codes: [] },
  'POST /v1/analyze-execution': {
    id: 'analyze',
    codes: [...INTAKE, ...GATE, 'RENDER_UNSUPPORTED', ...RUN, ...KEYED_AND_SLOW],
  },
  'POST /v1/analyze-execution/async': { id: 'submit', codes: [...INTAKE, ...GATE, ...KEYED] },
  'POST /v1/analyze-execution/batch': {
    id: 'analyzeBatch',
    codes: [
      'BODY_INVALID',
      'BODY_MALFORMED',
      'CONTENT_TYPE_UNSUPPORTED',
      'QUEUE_FULL',
      'EXECUTION_CANCELLED',
      'STORE_UNAVAILABLE',
      ...KEYED_AND_SLOW,
    ],
  },
  'GET /v1/analyze-execution/jobs': {
    id: 'listOwnJobs',
    codes: ['BODY_INVALID', 'CURSOR_INVALID', 'STORE_UNAVAILABLE'],
  },
  'GET /v1/analyze-execution/jobs/{id}/events': {
    id: 'followJob',
    codes: ['JOB_NOT_FOUND', 'EVENTS_ENDED', 'EVENT_ID_INVALID', 'STORE_UNAVAILABLE'],
  },
  'DELETE /v1/analyze-execution/jobs/{id}': {
    id: 'cancelJob',
    codes: ['JOB_NOT_FOUND', 'JOB_ALREADY_FINISHED', 'STORE_UNAVAILABLE'],
  },
  'POST /v1/analyze-execution/jobs/{id}/retry': {
    id: 'retryJob',
    codes: [
      'JOB_NOT_FOUND',
      'JOB_NOT_OVER',
      'JOB_NOT_REPEATABLE',
      'JOB_INPUT_LOST',
      'PLUGIN_NOT_FOUND',
      'PLUGIN_UNAVAILABLE',
      'PLUGIN_LOAD_FAILED',
      'QUEUE_FULL',
      'STORE_UNAVAILABLE',
      ...KEYED,
    ],
  },
  'GET /v1/jobs': { id: 'listJobs', codes: ['BODY_INVALID', 'CURSOR_INVALID', 'STORE_UNAVAILABLE'] },
  'GET /v1/jobs/stats': { id: 'countJobs', codes: ['BODY_INVALID', 'STORE_UNAVAILABLE'] },
  'GET /v1/jobs/{id}': { id: 'getHistoryJob', codes: ['JOB_NOT_FOUND', 'STORE_UNAVAILABLE'] },
  'DELETE /v1/jobs/{id}': { id: 'eraseJob', codes: ['JOB_NOT_FOUND', 'JOB_NOT_OVER', 'STORE_UNAVAILABLE'] },
  'GET /v1/analyze-execution/jobs/{id}': { id: 'getJob', codes: ['JOB_NOT_FOUND', 'STORE_UNAVAILABLE'] },
  'GET /v1/analyze-execution/jobs/{id}/result': {
    id: 'getJobResult',
    codes: ['JOB_NOT_FOUND', 'JOB_NOT_FINISHED', 'STORE_UNAVAILABLE'],
  },
  'GET /v1/plugins': { id: 'listPlugins', codes: [] },
  'GET /v1/plugins/{name}': { id: 'getPlugin', codes: ['PLUGIN_NOT_FOUND'] },
  'GET /v1/plugins/{name}/health': { id: 'getPluginHealth', codes: ['PLUGIN_NOT_FOUND'] },
  'GET /v1/plugins/{name}/manifest': {
    id: 'getPluginManifest',
    codes: ['PLUGIN_NOT_FOUND', 'PLUGIN_LOAD_FAILED'],
  },
  'GET /v1/plugins/{name}/history': { id: 'getPluginHistory', codes: ['PLUGIN_NOT_FOUND'] },
  'POST /v1/plugins/{name}/reload': {
    id: 'reloadPlugin',
    codes: ['PLUGIN_NOT_FOUND', 'PLUGIN_RELOAD_FAILED'],
  },
  'POST /v1/plugins/reload': { id: 'reloadPlugins', codes: [] },
  'GET /metrics': { id: 'metrics', codes: [] },
  'GET /v1/governance': { id: 'governance', codes: [] },
  'GET /v1/health/live': { id: 'isLive', codes: [] },
  'GET /v1/health/ready': { id: 'isReady', codes: ['NOT_READY'] },
});
