import type { IncomingHttpHeaders } from 'node:http';
import { parseApiKey, type ApiKey } from '../keys/api-key.js';

/** What a request presents as its key. */
export type PresentedKey =
  | { readonly kind: 'none' }
  /** Why it cannot be one, in words that end a sentence. */
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'key'; readonly key: ApiKey };

const BEARER = /^bearer +(\S+) *$/i;

/** Reads the key of a request out of `Authorization: Bearer` or `X-API-Key`. */
export function presentedKey(headers: IncomingHttpHeaders): PresentedKey {
  const { authorization } = headers;
  const bearer = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
  if (authorization !== undefined && bearer === undefined) {
    return { kind: 'malformed', problem: 'Authorization does not read "Bearer <key>"' };
  }
  const header = headers['x-api-key'];
  if (bearer !== undefined && header !== undefined && bearer !== header) {
    return { kind: 'malformed', problem: 'Authorization and X-API-Key hold two different keys' };
  }
  const text = bearer ?? header;
  if (text === undefined) return { kind: 'none' };
  const key = typeof text === 'string' ? parseApiKey(text) : null;
  return key === null
    ? { kind: 'malformed', problem: 'it is not of the form gh_<id>_<secret>' }
    : { kind: 'key', key };
}
