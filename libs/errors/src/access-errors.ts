import { ERROR_TYPE } from '@gatehouse/contracts';
import type { CatalogueEntry } from './catalogue-entry.js';

const { AuthError, RateLimitError } = ERROR_TYPE;

/** The part of the catalogue about who may ask, and how often. */
export const ACCESS_ERRORS = {
  HOST_NOT_ALLOWED: {
    type: AuthError,
    message:
      'The Host header is {host}; without API keys only loopback names are served. Use http://localhost or http://127.0.0.1.',
    retryable: false,
    remedy: 'Address the server as localhost, 127.0.0.1 or [::1].',
  },
  ORIGIN_NOT_ALLOWED: {
    type: AuthError,
    message:
      'A page of {origin} sent this request; without API keys only the server’s own pages and those of CORS_ORIGINS may. Send it from outside a browser, from /docs, or name the origin in CORS_ORIGINS.',
    retryable: false,
    remedy: 'Send the request from /docs or from outside a browser, or name the origin in CORS_ORIGINS.',
  },
  KEY_MISSING: {
    type: AuthError,
    message:
      'This route needs an API key. Send one as `Authorization: Bearer <key>` or `X-API-Key: <key>`; `npm run keys -- create --role analyze` on the server makes one.',
    retryable: false,
    remedy: 'Send an API key; `npm run keys -- create --role analyze` on the server makes one.',
  },
  KEY_INVALID: {
    type: AuthError,
    message:
      'The API key is not accepted: {problem}. Send a valid one as `Authorization: Bearer <key>` or `X-API-Key: <key>`.',
    retryable: false,
    remedy:
      'Compare the key with the one that was shown when it was made, or ask the operator for a new one.',
  },
  KEY_EXPIRED: {
    type: AuthError,
    message: 'API key {id} expired at {expired_at}. Ask the operator of the server for a new one.',
    retryable: false,
    remedy: 'Ask the operator for a new key; `npm run keys -- create` makes one.',
  },
  ROLE_TOO_LOW: {
    type: AuthError,
    message: 'API key {id} has the role {role}; this route needs {needed}. Use a key of that role.',
    retryable: false,
    remedy:
      'Use a key of the role that the message names; each role holds those before it: read, analyze, admin.',
  },
  RATE_LIMITED: {
    type: RateLimitError,
    message: 'Too many {what}: the limit is {limit}. Try again in {retry_after_ms} ms.',
    retryable: true,
    remedy:
      'Wait for `details.retry_after_ms` milliseconds; the fields RateLimit and RateLimit-Policy tell what is left. RATE_LIMIT sets the limit.',
  },
} as const satisfies Record<string, CatalogueEntry>;
