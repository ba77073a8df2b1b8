import { ERROR_TYPE } from '@gatehouse/contracts';
import { ACCESS_ERRORS } from './access-errors.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { IMAGE_URL_ERRORS } from './image-url-errors.js';
import { IDEMPOTENCY_ERRORS } from './idempotency-errors.js';
import { JOB_ERRORS } from './job-errors.js';
import { REQUEST_ERRORS } from './request-errors.js';

const { ValidationError, PluginError, ExecutionError, NotFoundError, ConflictError, InternalError } =
  ERROR_TYPE;

/** Every code a client can meet. docs/errors.md is held equal to it by a test. */
export const ERROR_CATALOGUE = Object.freeze({
  ...REQUEST_ERRORS,
  BODY_MALFORMED: {
    type: ValidationError,
    message: 'The request body cannot be read: {problem}.',
    retryable: false,
    remedy: 'Send well-formed JSON in UTF-8, or well-formed multipart/form-data.',
  },
  BODY_INVALID: {
    type: ValidationError,
    message: 'The request is not valid: {problem}.',
    retryable: false,
    remedy: 'Mend what `details.errors` points at; /docs shows every form of the body.',
  },
  BODY_TOO_LARGE: {
    type: ValidationError,
    message: 'The request body is larger than {limit} bytes. Send a smaller image or raise IMAGE_MAX_BYTES.',
    retryable: false,
    remedy: 'Send a smaller image, or raise IMAGE_MAX_BYTES.',
  },
  CONTENT_TYPE_UNSUPPORTED: {
    type: ValidationError,
    message: 'Content-Type {content_type} is not taken here. Send {accepted}.',
    retryable: false,
    remedy: 'Send one of the types that the message names.',
  },
  IMAGE_MISSING: {
    type: ValidationError,
    message: 'There is no image in the request. {hint}',
    retryable: false,
    remedy: 'Send the image as JSON `image`, as the multipart file `image`, or as a raw image/* body.',
  },
  IMAGE_AMBIGUOUS: {
    type: ValidationError,
    message: 'There are {count} images in the request. Send exactly one.',
    retryable: false,
    remedy: 'Send exactly one image per request, in one of the ways there are.',
  },
  IMAGE_ENCODING_INVALID: {
    type: ValidationError,
    message: '`image` is not {expected}: {problem}.',
    retryable: false,
    remedy: 'Send standard base64 (RFC 4648 §4), bare or in a data: URL such as `data:image/png;base64,…`.',
  },
  ...IMAGE_URL_ERRORS,
  OPTIONS_MALFORMED: {
    type: ValidationError,
    message: '`options` is not a JSON object: {problem}.',
    retryable: false,
    remedy: 'Send `options` as a JSON object; in multipart fields and in the query as JSON text of one.',
  },
  IMAGE_EMPTY: {
    type: ValidationError,
    message: 'The image has no bytes. Send the whole file.',
    retryable: false,
    remedy: 'Send the whole file.',
  },
  IMAGE_TYPE_UNKNOWN: {
    type: ValidationError,
    message: 'The bytes are {found}. Send one of: {accepted}.',
    retryable: false,
    remedy: 'Convert the image to one of the types that the message names.',
  },
  IMAGE_TYPE_NOT_ACCEPTED: {
    type: ValidationError,
    message: 'Plugin {plugin} does not take {mime_type}. Send one of: {accepted}.',
    retryable: false,
    remedy: 'Convert the image, or choose a plugin that accepts it (GET /v1/plugins/{name}/manifest).',
  },
  IMAGE_TYPE_MISMATCH: {
    type: ValidationError,
    message: 'The image was declared as {declared} but its bytes are {actual}. Declare {actual}, or nothing.',
    retryable: false,
    remedy: 'Declare the real media type, or leave it out.',
  },
  IMAGE_TOO_LARGE: {
    type: ValidationError,
    message:
      'The image has {bytes} bytes; the limit is {limit}. Send a smaller file or raise IMAGE_MAX_BYTES.',
    retryable: false,
    remedy: 'Send a smaller file, or raise IMAGE_MAX_BYTES.',
  },
  IMAGE_TOO_MANY_PIXELS: {
    type: ValidationError,
    message:
      'Image is {width} x {height} pixels; the limit is {limit}. Send a smaller image or raise IMAGE_MAX_PIXELS.',
    retryable: false,
    remedy: 'Send a smaller image, or raise IMAGE_MAX_PIXELS.',
  },
  IMAGE_SIDE_TOO_LONG: {
    type: ValidationError,
    message:
      'Image is {width} x {height} pixels; no side may be longer than {limit}. Send it in pieces or scaled down.',
    retryable: false,
    remedy: 'Send the image in pieces, or scale it down.',
  },
  IMAGE_TOO_MANY_FRAMES: {
    type: ValidationError,
    message: 'Image has more than {limit} frames or pages. Send fewer frames or raise IMAGE_MAX_FRAMES.',
    retryable: false,
    remedy: 'Send a still image or fewer frames, or raise IMAGE_MAX_FRAMES.',
  },
  IMAGE_DECODED_TOO_LARGE: {
    type: ValidationError,
    message:
      'Decoded, the image takes {bytes} bytes; the limit is {limit}. Send a smaller image or raise IMAGE_MAX_DECODED_BYTES.',
    retryable: false,
    remedy: 'Send a smaller image or one of fewer bits a channel, or raise IMAGE_MAX_DECODED_BYTES.',
  },
  IMAGE_UNDECODABLE: {
    type: ValidationError,
    message: 'The image cannot be decoded: {problem}. Send an intact file.',
    retryable: false,
    remedy: 'Send an intact file; open it in an image editor and save it anew.',
  },
  IMAGE_TOO_COSTLY: {
    type: ValidationError,
    message:
      'Decoding the image took more than {limit} ms of processor time. Send a smaller one, or the same as a plain JPEG or PNG, or raise IMAGE_MAX_DECODE_MS.',
    retryable: false,
    remedy: 'Send a smaller image, or the same as a plain JPEG or PNG, or raise IMAGE_MAX_DECODE_MS.',
  },
  OPTIONS_INVALID: {
    type: ValidationError,
    message: 'The options do not fit plugin {plugin}: {problem}.',
    retryable: false,
    remedy: 'Mend what `details.errors` points at; GET /v1/plugins/{name}/manifest has the schema.',
  },
  OUTPUT_INVALID: {
    type: ValidationError,
    message: 'Plugin {plugin} answered something its own output schema does not allow: {problem}.',
    retryable: false,
    remedy: 'A defect of the plugin: tell its author, with the request id.',
  },
  OUTPUT_NOT_JSON: {
    type: ValidationError,
    message: 'Plugin {plugin} answered something that is not a JSON object: {problem}.',
    retryable: false,
    remedy: 'A defect of the plugin: tell its author, with the request id.',
  },
  OUTPUT_TOO_LARGE: {
    type: ValidationError,
    message: 'Plugin {plugin} answered more than is taken: {problem}.',
    retryable: false,
    remedy: 'Ask for less by the plugin’s options, send a simpler image, or raise OUTPUT_MAX_BYTES.',
  },
  PLUGIN_NOT_FOUND: {
    type: PluginError,
    message: 'There is no plugin {plugin}. GET /v1/plugins lists those there are.',
    retryable: false,
    remedy: 'Choose a name that GET /v1/plugins lists.',
  },
  PLUGIN_UNAVAILABLE: {
    type: PluginError,
    message: 'Plugin {plugin} is unavailable: {reason}',
    retryable: true,
    remedy: 'Do what the reason says; GET /v1/plugins/{name} shows whether it is back.',
  },
  PLUGIN_LOAD_FAILED: {
    type: PluginError,
    message: 'Plugin {plugin} could not be loaded: {reason}',
    retryable: false,
    remedy: 'Mend the plugin as the reason says and start the server again.',
  },
  PLUGIN_RELOAD_FAILED: {
    type: PluginError,
    message: 'Plugin {plugin} was not reloaded: {reason} What served before keeps serving.',
    retryable: false,
    remedy: 'Mend what the message names in the plugin’s folder and reload again. Nothing was replaced.',
  },
  PLUGIN_SCHEMA_TOO_COSTLY: {
    type: PluginError,
    message:
      'Plugin {plugin} cannot be held to its own {schema}, because it {problem}. That is a defect of the plugin, not of the request: tell its author.',
    retryable: false,
    remedy:
      'A defect of the plugin: tell its author, with the request id. The schema has to be made simpler.',
  },
  PLUGIN_THREW: {
    type: ExecutionError,
    message: '{message}',
    retryable: false,
    remedy: 'The message is the plugin’s own. If it does not help, tell its author, with the request id.',
  },
  PLUGIN_TIMED_OUT: {
    type: ExecutionError,
    message:
      'Plugin {plugin} did not finish within {timeout_ms} ms and was stopped. Send a smaller image, or raise limits.timeout_ms in its manifest.',
    retryable: true,
    remedy: 'Send a smaller image, or raise limits.timeout_ms in the plugin’s manifest.',
  },
  PLUGIN_CRASHED: {
    type: ExecutionError,
    message:
      'The process of plugin {plugin} ended before it answered ({how}). It is started anew for the next request.',
    retryable: true,
    remedy:
      'Try again; if it happens with this image every time, tell the plugin’s author, with the request id.',
  },
  PLUGIN_OUT_OF_MEMORY: {
    type: ExecutionError,
    message:
      'Plugin {plugin} needed more than its {memory_mb} MB of memory and was stopped. Send a smaller image, or raise limits.memory_mb in its manifest.',
    retryable: false,
    remedy: 'Send a smaller image, or raise limits.memory_mb in the plugin’s manifest.',
  },
  EXECUTION_CANCELLED: {
    type: ExecutionError,
    message: 'The execution was cancelled: {reason}.',
    retryable: true,
    remedy: 'Send the request again if it is still wanted.',
  },
  QUEUE_FULL: {
    type: ExecutionError,
    message: 'Too much is waiting for {what} ({limit}). Try again in {retry_after_ms} ms.',
    retryable: true,
    remedy: 'Wait for `details.retry_after_ms` milliseconds and send the request again.',
  },
  ROUTE_NOT_FOUND: {
    type: NotFoundError,
    message: 'There is nothing at {method} {path}. /docs lists every route.',
    retryable: false,
    remedy: 'See /docs for every route and method.',
  },
  JOB_NOT_FOUND: {
    type: NotFoundError,
    message:
      'There is no job {job_id}. Jobs are kept for a while only; ids are UUIDs as the server gave them.',
    retryable: false,
    remedy: 'Check the id; old jobs are removed.',
  },
  JOB_NOT_FINISHED: {
    type: ConflictError,
    message: 'Job {job_id} is {status}; it has no result yet. Ask again when it is SUCCESS or FAILED.',
    retryable: true,
    remedy: 'Ask again when the job is SUCCESS or FAILED.',
  },
  ...IDEMPOTENCY_ERRORS,
  CURSOR_INVALID: {
    type: ValidationError,
    message: 'The cursor is none that a list gave. Ask without one for the first page.',
    retryable: false,
    remedy: 'Send `next_cursor` of the last page as it is, or no cursor for the first page.',
  },
  ...JOB_ERRORS,
  ...ACCESS_ERRORS,
  WORKER_LOST: {
    type: InternalError,
    message: 'The server process that ran this job ended before the job did. Send the request again.',
    retryable: true,
    remedy: 'Send the request again.',
  },
  JOB_INPUT_LOST: {
    type: InternalError,
    message:
      'The image of this job is no longer there as it was sent: something else changed DATA_DIR. Send the request again.',
    retryable: true,
    remedy: 'Send the request again; nothing but the server may write in DATA_DIR.',
  },
  STORE_UNAVAILABLE: {
    type: InternalError,
    message: 'The job store cannot be used now; the execution is not recorded. Try again.',
    retryable: true,
    remedy: 'Try again; if it stays, the operator finds the cause in the log by the request id.',
  },
  NOT_READY: {
    type: InternalError,
    message: 'The server is not ready: {problem}.',
    retryable: true,
    remedy: 'Wait; if it stays, do what the message says.',
  },
  INTERNAL_ERROR: {
    type: InternalError,
    message:
      'Something went wrong in the server itself. It is logged under the request id; try again or report it.',
    retryable: true,
    remedy: 'Try again; if it stays, report it with the request id.',
  },
} as const satisfies Record<string, CatalogueEntry>);

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What a code's message needs to be filled in: exactly its placeholders. */
export type ErrorParams<Code extends ErrorCode> = Readonly<
  Record<Placeholders<(typeof ERROR_CATALOGUE)[Code]['message']>, string | number>
>;
