import type { ErrorBody, ErrorEnvelope } from '@gatehouse/contracts';
import { ERROR_CATALOGUE } from './catalogue.js';
import { EnvelopeError } from './envelope-error.js';
import { GatehouseError, isGatehouseError } from './gatehouse-error.js';
import { isInstance } from './is-instance.js';

/** The longest message a client is sent, in characters. */
export const MAX_MESSAGE_LENGTH = 2000;

/** Where a failure happened. */
export interface FailureContext {
  readonly plugin?: string | null;
  readonly requestId?: string | null;
  readonly jobId?: string | null;
}

/**
 * Wraps anything at all that was thrown into the one shape of a failure. Never throws.
 * What is not a {@link GatehouseError} is our own fault: its message stays inside.
 */
export function toErrorEnvelope(thrown: unknown, context: FailureContext = {}): ErrorEnvelope {
  if (isInstance(thrown, EnvelopeError)) return thrown.envelope;
  const foreseen = isGatehouseError(thrown)
    ? thrown
    : new GatehouseError('INTERNAL_ERROR', {}, { cause: thrown });
  const entry = ERROR_CATALOGUE[foreseen.code];
  return {
    type: entry.type,
    message: shorten(foreseen.message),
    details: {
      code: foreseen.code,
      retryable: entry.retryable,
      request_id: context.requestId ?? null,
      job_id: context.jobId ?? null,
      errors: foreseen.errors,
      ...(foreseen.retryAfterMs === null ? {} : { retry_after_ms: foreseen.retryAfterMs }),
    },
    plugin: foreseen.plugin ?? context.plugin ?? null,
    timestamp: new Date().toISOString(),
    _internal: { traceback: tracebackOf(foreseen) },
  };
}

/** What of an envelope may leave the server: its five keys, without what is internal. */
export function toErrorBody({ type, message, details, plugin, timestamp }: ErrorBody): ErrorBody {
  return { type, message, details, plugin, timestamp };
}

/** At most {@link MAX_MESSAGE_LENGTH} characters, and never half of a surrogate pair at the cut. */
function shorten(message: string): string {
  if (message.length <= MAX_MESSAGE_LENGTH) return message.toWellFormed();
  return `${message.slice(0, MAX_MESSAGE_LENGTH - 1).toWellFormed()}…`;
}

function tracebackOf(thrown: unknown): string {
  const lines: string[] = [];
  let current: unknown = thrown;
  // bounded: a cause chain may be a ring
  for (let depth = 0; depth < 5 && current !== undefined; depth++) {
    lines.push(describe(current));
    current = causeOf(current);
  }
  return lines.join('\ncaused by: ');
}

// Whatever was thrown may be a proxy or carry throwing getters: looking at it must not throw.
function describe(thrown: unknown): string {
  try {
    return String(Error.isError(thrown) ? (thrown.stack ?? thrown.message) : thrown);
  } catch {
    return 'a thrown value that cannot be looked at';
  }
}

function causeOf(thrown: unknown): unknown {
  try {
    return Error.isError(thrown) ? thrown.cause : undefined;
  } catch {
    return undefined;
  }
}
