/** A URL that may be looked at further, or why it may not: the end of the sentence "`image_url` is not taken: …". */
export type ParsedImageUrl =
  { readonly url: URL; readonly problem: null } | { readonly url: null; readonly problem: string };

const MAX_LENGTH = 4096;

/**
 * What the URL standard would quietly take out or turn round. Where two programs read such a text differently, one of
 * them has checked another host than the other asks.
 */
// eslint-disable-next-line no-control-regex -- they are what it looks for
const AMBIGUOUS = /[\u0000-\u0020\u007f-\u00a0\\\u2028\u2029\ufeff]/;
const ABSOLUTE = /^https?:\/\/[^/]/i;

/**
 * Reads the URL of an image as the URL standard does, which also brings every way of writing an IPv4 address into one.
 * Says nothing yet about where it leads. Pure.
 *
 * @param base of the answer that redirects; a relative reference is one only there
 */
export function parseImageUrl(text: string, base?: URL): ParsedImageUrl {
  if (text.length > MAX_LENGTH) return refused(`it is longer than ${MAX_LENGTH} characters`);
  if (AMBIGUOUS.test(text)) return refused('it holds a space, a control character or a backslash');
  const url = URL.parse(text, base?.href);
  if (url === null) return refused('it is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refused('its scheme is neither http nor https');
  // "http:host" and "http:///host" are read as "http://host" by some and otherwise by others.
  if (base === undefined && !ABSOLUTE.test(text)) return refused('its host does not follow on "//"');
  if (url.username !== '' || url.password !== '') return refused('it holds credentials');
  if (hostOf(url).split('.').includes('')) return refused('its host is no name');
  return { url, problem: null };
}

/** The host of a URL: a name in lower case without a dot at its end, or an address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.$/, '');
}

/** The port of a URL, told or not. */
export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

function refused(problem: string): ParsedImageUrl {
  return { url: null, problem };
}
