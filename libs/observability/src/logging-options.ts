import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SettingValues } from '@gatehouse/config';
import type { DestinationStream } from 'pino';
import type { Options } from 'pino-http';

/** A request that was given its id before it was logged, and its caller where one was asked for. */
type IdentifiedRequest = IncomingMessage & { id?: unknown; caller?: { readonly keyId: string | null } };

const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'api_key',
  '["x-api-key"]',
  '["set-cookie"]',
];

/** Secrets wherever they would stand: at the top, one level down, and among headers. */
const REDACTED_PATHS = SECRETS.flatMap((name) => {
  const member = name.startsWith('[') ? name : `.${name}`;
  return [member.replace(/^\./, ''), `*${member}`, `req.headers${member}`, `res.headers${member}`];
});

/**
 * How the server logs: one JSON object a line, each with the id of its request, none with a secret.
 * Of a request its method and path are logged: a query may hold options, headers may hold keys.
 */
export function loggingOptions(
  { LOG_LEVEL }: Pick<SettingValues, 'LOG_LEVEL'>,
  stream: DestinationStream,
): [Options<IdentifiedRequest>, DestinationStream] {
  const options: Options<IdentifiedRequest> = {
    level: LOG_LEVEL,
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    genReqId: (request) => (typeof request.id === 'string' ? request.id : 'none'),
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'request_id', responseTime: 'duration_ms' },
    customSuccessObject: (request, response, said) => describeExchange(request, response, said),
    customErrorObject: (request, response, _, said) => describeExchange(request, response, said),
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request broken off',
    autoLogging: { ignore: (request) => /^\/(docs|metrics|v1\/health)(\/|\?|$)/.test(request.url ?? '') },
    wrapSerializers: false,
    // pino-http binds the whole request to a child logger, quiet or not: nothing of it is wanted.
    serializers: { req: () => undefined },
  };
  return [options, stream];
}

function describeExchange(request: IdentifiedRequest, response: ServerResponse, said: unknown): object {
  const duration =
    typeof said === 'object' && said !== null && 'duration_ms' in said ? said.duration_ms : null;
  return {
    method: request.method,
    path: pathOf(request),
    ...(request.caller?.keyId && { key_id: request.caller.keyId }),
    status: response.statusCode,
    duration_ms: duration,
  };
}

// Express and Nest change `url` while they route; `originalUrl` is what was asked for.
function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
  return (request.originalUrl ?? request.url ?? '').split('?', 1)[0] ?? '';
}
