import { ERROR_TYPE } from '@gatehouse/contracts';
import type { CatalogueEntry } from './catalogue-entry.js';

const { ValidationError, InternalError } = ERROR_TYPE;

/** The part of the catalogue about the request as HTTP, whatever it asks for, and the time it has. */
export const REQUEST_ERRORS = {
  REQUEST_MALFORMED: {
    type: ValidationError,
    message: 'The request is not well-formed HTTP/1.1: {problem}. Send it with an ordinary HTTP client.',
    retryable: false,
    remedy: 'Send the request with an ordinary HTTP client; a proxy between may have changed it.',
  },
  REQUEST_HEAD_TOO_LARGE: {
    type: ValidationError,
    message:
      'The request line and headers are larger than {limit} bytes. Send fewer or shorter ones; `options` may be in the body.',
    retryable: false,
    remedy: 'Send fewer or shorter headers and a shorter query; `options` may be in the body.',
  },
  REQUEST_TIMED_OUT: {
    type: ValidationError,
    message: 'The request did not arrive in time: {problem}. Send it again, without pauses.',
    retryable: true,
    remedy: 'Send it again, without pauses; for slow lines raise the setting that the message names.',
  },
  PROTOCOL_UNSUPPORTED: {
    type: ValidationError,
    message: 'This server does not speak {what}. Send a plain HTTP/1.1 request.',
    retryable: false,
    remedy: 'Send a plain HTTP/1.1 request; TLS and HTTP/2 are for a proxy in front.',
  },
  ANSWER_TIMED_OUT: {
    type: InternalError,
    message: 'No answer was ready within {timeout_ms} ms, and the work was stopped. Try again later.',
    retryable: true,
    remedy: 'Try again when the server has less to do.',
  },
  SERVER_STOPPING: {
    type: InternalError,
    message: 'The server is being stopped and could not finish this request. Send it again.',
    retryable: true,
    remedy: 'Send the request again: another server answers, or this one once it is back.',
  },
  RENDER_UNSUPPORTED: {
    type: ValidationError,
    message: 'What plugin {plugin} finds are no boxes, so that there is nothing to draw. Leave out `render`.',
    retryable: false,
    remedy: 'Leave out `render`. Plugins that find boxes say so in the output schema of their manifest.',
  },
} as const satisfies Record<string, CatalogueEntry>;
