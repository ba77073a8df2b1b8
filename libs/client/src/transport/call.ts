import type { CallOptions } from '../client-options.js';
import type { Method } from './routes.js';

/** One thing that is asked of the server. */
export interface Call extends CallOptions {
  readonly method: Method;
  /** As the OpenAPI document names it: `/v1/plugins/{name}`. */
  readonly path: string;
  /** What stands in the braces of the path. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Left out where undefined. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** A form, or what is sent as JSON. */
  readonly body?: FormData | object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether doing it twice is no more than doing it once. By default so of GET and DELETE, and with an idempotency key. */
  readonly isRepeatable?: boolean;
}

/** The address of a call. */
export function urlOf(baseUrl: string, { path, parameters = {}, query = {} }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${baseUrl}${filled}${asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`}`;
}

/** Whether a call may be sent again where nobody knows what became of it. */
export function isRepeatable({ method, isRepeatable: isSaid, headers }: Call): boolean {
  return isSaid ?? (method !== 'post' || headers?.['idempotency-key'] !== undefined);
}
