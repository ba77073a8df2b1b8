import dns from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { unreachable } from './fetch-errors.js';
import type { FetchPolicy } from './fetch-policy.js';
import { checkAddresses, type FetchTarget } from './fetch-target.js';

/** More of a host's addresses are not tried. */
const MOST_TRIED = 4;
/** Both tries, of which the second takes twice as long, are over before the fetch would give up by itself. */
const QUERY = Object.freeze({ timeout: 600, tries: 2 });

/**
 * Finds the addresses that may be connected to for a target: those of IPv4 first.
 *
 * INVARIANT: a connection is made to what this returns and to nothing else; no name is looked up a second time.
 *
 * @throws GatehouseError IMAGE_URL_REFUSED where one of them is not public, IMAGE_URL_UNREACHABLE where there is none
 */
export async function resolveHost(
  target: FetchTarget,
  policy: FetchPolicy,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (isIP(target.host) !== 0) return [target.host]; // judged with the URL
  // Allowed hosts are the operator's: they are found as everything on the machine finds them, its hosts file included.
  const addresses = await (target.isAllowed ? lookUp(target.host) : query(target.host, signal));
  if (!target.isAllowed) checkAddresses(addresses, policy);
  if (addresses.length === 0) throw unreachable('its host name is not known');
  return addresses.slice(0, MOST_TRIED);
}

async function lookUp(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' }).catch(() => []);
  return found.map(({ address }) => address);
}

/**
 * Asks the name servers and nobody else. The machine's own way would take a thread of four that files and digests
 * need too, for as long as a stranger's name server keeps silent, and could not be ended.
 */
async function query(host: string, signal: AbortSignal): Promise<readonly string[]> {
  const resolver = newResolver();
  const cancel = (): void => {
    resolver.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    const failure = found.find((result) => result.status === 'rejected' && !saysThereIsNone(result.reason));
    if (addresses.length === 0 && failure !== undefined)
      throw unreachable('its host name cannot be looked up now');
    return addresses;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function saysThereIsNone(thrown: unknown): boolean {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
  return code === dns.NOTFOUND || code === dns.NODATA || code === dns.BADNAME;
}

/** One of its own, so that cancelling ends no one else's queries; it asks whom the rest of the process asks. */
function newResolver(): Resolver {
  const resolver = new Resolver(QUERY);
  const servers = dns.getServers(); // not a named import: `dns.setServers` replaces the function
  if (servers.join() !== resolver.getServers().join()) resolver.setServers(servers);
  return resolver;
}
