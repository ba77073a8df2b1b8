import fc from 'fast-check';
import { isPublicAddress } from './public-address.js';

describe('an address of the public internet', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.15',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::',
    '2001:4860:4860::8888',
    '2606:4700::1111',
    '2003::1',
    '3ffd::1',
    '3000::1',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.255.255.255'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.0'],
    ['private', '172.31.255.255'],
    ['private', '192.168.255.255'],
    ['of a carrier', '100.64.0.0'],
    ['of a carrier, and metadata in a cloud', '100.100.100.200'],
    ['of a carrier', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.255'],
    ['link-local, and metadata in clouds', '169.254.169.254'],
    ['the host of a machine in a cloud', '168.63.129.16'],
    ['protocol assignments, and metadata in a cloud', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['a 6to4 relay', '192.88.99.1'],
    ['benchmarks', '198.18.0.0'],
    ['benchmarks', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.255'],
    ['reserved', '240.0.0.0'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-compatible, of a public address', '::1.1.1.1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped, in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-mapped, of a public address', '::ffff:1.1.1.1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 of one network', '64:ff9b:1::7f00:1'],
    ['discarded', '100::1'],
    ['Teredo', '2001::1'],
    ['benchmarks', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['protocol assignments', '2001:1ff:ffff::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff:fff::1'],
    ['6to4', '2002:7f00:1::'],
    ['AS112', '2620:4f:8000::1'],
    ['the 6bone', '3ffe::1'],
    ['ISATAP', '2606:4700::5efe:7f00:1'],
    ['ISATAP', '2606:4700::200:5efe:127.0.0.1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fc00::1'],
    ['unique local, and metadata in a cloud', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['with a zone', '2606:4700::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['not given to anyone', '4000::1'],
    ['no address', ''],
    ['no address', 'localhost'],
    ['no address as resolvers write it', '1.1.1'],
    ['no address as resolvers write it', '01.1.1.1'],
    ['in brackets', '[2606:4700::1]'],
  ])('is not one that is %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('of IPv4 is none of the networks with a purpose, whatever their bits say otherwise', () => {
    // Written anew as numbers, so that the two ways of reading the registry judge one another.
    const closed = (a: number, b: number, c: number, d: number): boolean => {
      const word = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
      const within = (start: number, bits: number): boolean => word >>> (32 - bits) === start >>> (32 - bits);
      return (
        [0, 10, 127].includes(a) ||
        a >= 224 ||
        within(0x64400000, 10) ||
        within(0xa83f8110, 32) ||
        within(0xa9fe0000, 16) ||
        within(0xac100000, 12) ||
        [0xc0000000, 0xc0000200, 0xc01fc400, 0xc034c100, 0xc0586300, 0xc0af3000].some((net) =>
          within(net, 24),
        ) ||
        within(0xc0a80000, 16) ||
        within(0xc6120000, 15) ||
        within(0xc6336400, 24) ||
        within(0xcb007100, 24)
      );
    };
    const first = fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203));
    const part = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0, 2, 16, 18, 31, 51, 63, 64, 88, 99, 100, 113, 168, 254),
    );
    fc.assert(
      fc.property(first, part, part, part, (...parts) => {
        expect([parts.join('.'), isPublicAddress(parts.join('.'))]).toEqual([
          parts.join('.'),
          !closed(...parts),
        ]);
      }),
      { numRuns: 20_000 },
    );
  });

  it('of IPv6 begins with 2 or 3, however it is written', () => {
    const words = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(words, (parts) => {
        const address = parts.map((part) => part.toString(16)).join(':');
        if (isPublicAddress(address)) expect((parts[0] ?? 0) >>> 13).toBe(1);
        expect(isPublicAddress(address.toUpperCase())).toBe(isPublicAddress(address));
      }),
      { numRuns: 5000 },
    );
  });

  it('is nothing that carries IPv4 in the last 32 bits of what is outside of 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'), (inner, before) => {
        expect(isPublicAddress(before + inner)).toBe(false);
      }),
    );
  });
});
