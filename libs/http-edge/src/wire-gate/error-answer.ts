import type { ErrorEnvelope } from '@gatehouse/contracts';
import { toErrorBody } from '@gatehouse/errors';

/** The headers and the body of a 400. */
export interface ErrorAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Makes the 400 that carries an envelope; `X-Request-Id` and what the connection needs come on top. */
export function errorAnswer(envelope: ErrorEnvelope): ErrorAnswer {
  const body = Buffer.from(JSON.stringify({ error: toErrorBody(envelope) }));
  const retryAfterMs = envelope.details.retry_after_ms;
  return {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
    },
    body,
  };
}
