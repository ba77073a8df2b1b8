import { isIP } from 'node:net';
import { fetchRefused } from './fetch-errors.js';
import { hostAndPort, type FetchPolicy } from './fetch-policy.js';
import { hostOf, portOf } from './parse-image-url.js';

/** Where one request of a fetch goes, as far as its URL tells. */
export interface FetchTarget {
  readonly url: URL;
  /** A name without a dot at its end, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** Whether IMAGE_URL_ALLOW names it. */
  readonly isAllowed: boolean;
}

const THIS_MACHINE = /(?:^|\.)localhost$/; // RFC 6761: also where a resolver says otherwise

/**
 * Decides by its URL alone whether a request may be made. Pure.
 *
 * @throws GatehouseError IMAGE_URL_REFUSED
 */
export function judgeTarget(url: URL, policy: FetchPolicy): FetchTarget {
  const [host, port] = [hostOf(url), portOf(url)];
  const target = { url, host, port, isTls: url.protocol === 'https:' };
  if (policy.allowed.has(hostAndPort(url))) return { ...target, isAllowed: true };
  if (!policy.isPublicPort(port)) throw fetchRefused('its port is not one of 80 and 443');
  if (THIS_MACHINE.test(host)) throw notPublic();
  if (isIP(host) !== 0) checkAddresses([host], policy);
  return { ...target, isAllowed: false };
}

/**
 * Decides whether a host may be connected to by all the addresses it has: one that is not public among them is enough
 * to refuse, or a name could be made to choose by chance.
 *
 * @throws GatehouseError IMAGE_URL_REFUSED
 */
export function checkAddresses(addresses: readonly string[], policy: FetchPolicy): void {
  if (!addresses.every((address) => policy.isPublicAddress(address))) throw notPublic();
}

const notPublic = (): Error => fetchRefused('its host is not on the public internet');
