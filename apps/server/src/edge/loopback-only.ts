import { GatehouseError } from '@gatehouse/errors';

const LOOPBACK_HOST = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** What of a request says where it came from and whom it meant. */
export interface RequestSource {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Why a request may not be served while there are no API keys, or null where it may.
 * A foreign `Host` is a page that rebound its name to this machine; a foreign `Origin` is a page that calls across.
 *
 * @param allowedOrigins those of CORS_ORIGINS, which may call across
 */
export function refusalOf(
  { host, origin }: RequestSource,
  allowedOrigins: readonly string[] = [],
): GatehouseError | null {
  if (host === undefined || !LOOPBACK_HOST.test(host)) {
    return new GatehouseError('HOST_NOT_ALLOWED', { host: quoted(host) });
  }
  if (origin === undefined || allowedOrigins.includes(origin)) return null;
  if (hostOf(origin) !== hostOf(`http://${host}`)) {
    return new GatehouseError('ORIGIN_NOT_ALLOWED', { origin: quoted(origin) });
  }
  return null;
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

function quoted(header: string | undefined): string {
  return header === undefined ? 'missing' : `"${header.slice(0, 200)}"`;
}
