import { ERROR_TYPE, type JsonObject } from '@gatehouse/contracts';
import { ERROR_CATALOGUE, type ErrorCode } from '@gatehouse/errors';

/** What fills a message's placeholders where the code has nothing better. */
const USUAL_WORDS: Readonly<Record<string, string>> = {
  accepted: 'image/jpeg, image/png, image/webp, image/gif, image/tiff, image/avif',
  bytes: '26214400',
  height: '18000',
  found: '"x"',
  id: 'k3f9',
  last_event_id: '7',
  job_id: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
  limit: '20971520',
  mime_type: 'image/tiff',
  plugin: 'barcode',
  retry_after_ms: '250',
  status: 'RUNNING',
  timeout_ms: '30000',
  wanted: 'erased',
  width: '18000',
};

/** What fills them where a code has words of its own. */
const OWN_WORDS: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, string>>>>> = {
  ANSWER_TIMED_OUT: { timeout_ms: '120000' },
  BODY_INVALID: { problem: '/plugin: the name of a plugin is needed; GET /v1/plugins lists them' },
  BODY_MALFORMED: { problem: 'Unexpected end of JSON input' },
  CONTENT_TYPE_UNSUPPORTED: { content_type: 'text/plain' },
  EXECUTION_CANCELLED: { reason: 'the client left' },
  HOST_NOT_ALLOWED: { host: '"gatehouse.example"' },
  IDEMPOTENCY_KEY_INVALID: { problem: 'it is empty' },
  IMAGE_AMBIGUOUS: { count: '2' },
  IMAGE_DECODED_TOO_LARGE: { bytes: '388800000', limit: '209715200' },
  IMAGE_ENCODING_INVALID: { expected: 'base64', problem: 'there is "*" at position 12' },
  IMAGE_MISSING: { hint: 'Send it as base64 or as a data: URL in the field `image`.' },
  IMAGE_SIDE_TOO_LONG: { limit: '16383' },
  IMAGE_TOO_COSTLY: { limit: '800' },
  IMAGE_TOO_MANY_FRAMES: { limit: '64' },
  IMAGE_TOO_MANY_PIXELS: { limit: '50 megapixels' },
  IMAGE_TYPE_MISMATCH: { declared: 'image/jpeg', actual: 'image/png' },
  IMAGE_TYPE_UNKNOWN: { found: 'those of a PDF' },
  IMAGE_UNDECODABLE: { problem: 'it ends too soon' },
  IMAGE_URL_ANSWER_REFUSED: { problem: 'its status is 404, not 200' },
  IMAGE_URL_INVALID: { problem: 'it is no URL' },
  IMAGE_URL_REFUSED: { problem: 'its host is not on the public internet' },
  IMAGE_URL_TIMED_OUT: { problem: 'no answer began within 4000 ms' },
  IMAGE_URL_UNREACHABLE: { problem: 'its status is 503' },
  JOB_ALREADY_FINISHED: { status: 'SUCCESS' },
  EVENTS_ENDED: { status: 'SUCCESS' },
  KEY_EXPIRED: { expired_at: '2026-11-01T00:00:00.000Z' },
  KEY_INVALID: { problem: 'there is no such key' },
  NOT_READY: { problem: 'plugin barcode cannot run' },
  OPTIONS_INVALID: { problem: '/max_codes must be >= 1' },
  OPTIONS_MALFORMED: { problem: 'it is an array' },
  ORIGIN_NOT_ALLOWED: { origin: '"https://page.example"' },
  OUTPUT_INVALID: { problem: '/codes must be array' },
  OUTPUT_NOT_JSON: { problem: 'it is undefined' },
  OUTPUT_TOO_LARGE: { problem: 'more than 8388608 bytes' },
  PLUGIN_CRASHED: { how: 'SIGSEGV' },
  PLUGIN_LOAD_FAILED: { reason: 'plugin.json is not JSON: it ends too soon.' },
  PLUGIN_NOT_FOUND: { plugin: 'nonesuch' },
  PLUGIN_OUT_OF_MEMORY: { memory_mb: '512' },
  PLUGIN_RELOAD_FAILED: { reason: 'Its module does not export a function `run`.' },
  PLUGIN_SCHEMA_TOO_COSTLY: { schema: 'options_schema', problem: 'takes more than 100 ms' },
  PLUGIN_THREW: { message: 'kaboom' },
  PLUGIN_UNAVAILABLE: { reason: 'it needs the package sharp, which is not installed.' },
  PROTOCOL_UNSUPPORTED: { what: 'HTTP/2' },
  QUEUE_FULL: { what: 'plugin barcode', limit: '64 at most' },
  RATE_LIMITED: { what: 'requests with this API key', limit: '600 in 60 s' },
  REQUEST_HEAD_TOO_LARGE: { limit: '16384' },
  REQUEST_MALFORMED: { problem: 'it has two Host headers' },
  REQUEST_TIMED_OUT: { problem: 'nothing came for 10000 ms (HTTP_BODY_IDLE_TIMEOUT_MS)' },
  ROLE_TOO_LOW: { role: 'read', needed: 'analyze' },
  ROUTE_NOT_FOUND: { method: 'GET', path: '/v2' },
};

/** Types of failures that are of one plugin. */
const OF_A_PLUGIN: ReadonlySet<string> = new Set([ERROR_TYPE.PluginError, ERROR_TYPE.ExecutionError]);

/** An example of each of some codes, by the code. */
export function errorExamples(wanted: ReadonlySet<string>): JsonObject {
  const all = Object.keys(ERROR_CATALOGUE) as ErrorCode[]; // its very keys
  const codes = all.filter((code) => wanted.has(code));
  return Object.fromEntries(codes.map((code) => [code, errorExample(code)]));
}

function errorExample(code: ErrorCode): JsonObject {
  const { type, message, retryable, remedy } = ERROR_CATALOGUE[code];
  const words = { ...USUAL_WORDS, ...OWN_WORDS[code] };
  const isOfPlugin = OF_A_PLUGIN.has(type) || message.includes('{plugin}');
  const details = {
    code,
    retryable,
    request_id: 'b2c7f1de-5d0f-4b7a-9a3e-0c9f5a1e7d42',
    job_id: type === ERROR_TYPE.ExecutionError ? (USUAL_WORDS['job_id'] ?? null) : null,
    errors: code === 'BODY_INVALID' ? [pointer(words)] : [],
    ...(message.includes('{retry_after_ms}') ? { retry_after_ms: Number(words['retry_after_ms']) } : {}),
  };
  return {
    summary: code,
    description: remedy,
    value: {
      error: {
        type,
        message: fill(message, words),
        details,
        plugin: isOfPlugin ? (words['plugin'] ?? null) : null,
        timestamp: '2026-11-22T09:00:00.000Z',
      },
    },
  };
}

/** The first part of `/where: what` as a pointer, as the server tells it. */
function pointer({ problem = '' }: Readonly<Record<string, string>>): JsonObject {
  const [, place = '', message = problem] = /^(\/\w+): (.*)$/.exec(problem) ?? [];
  return { pointer: place, message };
}

function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => words[name] ?? placeholder);
}
