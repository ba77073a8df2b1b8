import { canonicalText } from './canonical-text.js';

/**
 * The SHA-256 of what a request asks, in hexadecimal; computed off the event loop. White space, the order of keys, and
 * the boundary of a form do not count; the same picture sent in another form of body counts as another request.
 *
 * @param path of the route
 * @param form of the body, as it was read; undefined where the route reads none
 */
export async function requestFingerprint(path: string, form: unknown): Promise<string> {
  const { text, large } = canonicalText({ path, form });
  const digests = await Promise.all(large.map(digestOf));
  return digestOf([text, ...digests].join('\n'));
}

async function digestOf(value: string | Uint8Array): Promise<string> {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex');
}
