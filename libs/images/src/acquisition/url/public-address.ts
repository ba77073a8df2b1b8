import { BlockList, isIP } from 'node:net';

/** What RFC 6890's registry, or what came after it, gives a purpose other than being a host that anyone can reach. */
const NOT_PUBLIC_IPV4: readonly string[] = [
  '0.0.0.0/8', // this host, this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // between carriers and their customers
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // what every machine in Azure reaches its host by
  '169.254.0.0/16', // link-local, and where clouds keep their metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // automatic multicast tunnelling
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];

/** All that is given to hosts so far. What carries IPv4 inside (mapped, compatible, NAT64) lies outside of it. */
const PUBLIC_IPV6: readonly string[] = ['2000::/3'];

const NOT_PUBLIC_IPV6: readonly string[] = [
  '2001::/23', // protocol assignments: Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // the 6bone, given back
  '3fff::/20', // documentation
];

/** An IPv4 address in an IPv6 one, as ISATAP tunnels write it in whatever network they are. */
const ISATAP = /:5efe:(?:[\da-f]{1,4}:[\da-f]{1,4}|[\d.]+)$/i;

const notPublicIpv4 = listOf('ipv4', NOT_PUBLIC_IPV4);
const publicIpv6 = listOf('ipv6', PUBLIC_IPV6);
const notPublicIpv6 = listOf('ipv6', NOT_PUBLIC_IPV6);

/**
 * Whether an address is one of a host on the public internet. Pure.
 *
 * @param address as resolvers write it: IPv4 in four decimal parts, IPv6 without brackets; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false; // a zone: it holds on one link only
  switch (isIP(address)) {
    case 4:
      return !notPublicIpv4.check(address, 'ipv4');
    case 6:
      return (
        publicIpv6.check(address, 'ipv6') && !notPublicIpv6.check(address, 'ipv6') && !ISATAP.test(address)
      );
    default:
      return false;
  }
}

function listOf(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
