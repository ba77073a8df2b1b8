import fc from 'fast-check';
import { forwardedAddress } from './forwarded-address.js';
import { trustedProxies } from './trusted-proxies.js';

const isTrusted = trustedProxies(['10.0.0.0/8', 'fd00::/8', 'loopback']);

const proxies = fc.oneof(
  fc.ipV4().map((address) => address.replace(/^\d+/, '10')),
  fc.constantFrom('127.0.0.1', '::1', 'fd00::7', '::ffff:10.1.2.3'),
);
const strangers = fc.oneof(
  fc.ipV4().filter((address) => !isTrusted(address)),
  fc.constantFrom('2001:db8::1', '::ffff:203.0.113.9'),
);
const inventions = fc.array(fc.oneof(fc.ipV4(), fc.string(), fc.constantFrom('unknown', '', '_hidden')));

function plain(address: string): string {
  return address.replace(/^::ffff:/, '');
}

describe('the address a request came from', () => {
  it('is the peer, whatever it claims, where that is no trusted proxy', () => {
    fc.assert(
      fc.property(strangers, inventions, (peer, claims) => {
        expect(forwardedAddress(peer, claims.join(','), isTrusted)).toBe(plain(peer));
      }),
    );
  });

  it('is the last address before the trusted proxies, whatever stands left of it', () => {
    fc.assert(
      fc.property(inventions, strangers, fc.array(proxies), proxies, (claims, client, hops, peer) => {
        const header = [...claims, client, ...hops].join(', ');
        expect(forwardedAddress(peer, header, isTrusted)).toBe(plain(client));
      }),
    );
  });

  it('is the last proxy that vouched, where what it says is no address', () => {
    fc.assert(
      fc.property(
        inventions,
        fc.constantFrom('unknown', '_hidden', '', '1.2.3'),
        proxies,
        (claims, word, peer) => {
          expect(forwardedAddress(peer, [...claims, word].join(), isTrusted)).toBe(plain(peer));
        },
      ),
    );
  });

  it.each([
    ['203.0.113.9:4711', '203.0.113.9'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('is read out of %s', (entry, address) => {
    expect(forwardedAddress('10.0.0.1', entry, isTrusted)).toBe(address);
  });

  it('is the leftmost where all are trusted', () => {
    expect(forwardedAddress('10.0.0.1', '10.0.0.3, 10.0.0.2', isTrusted)).toBe('10.0.0.3');
  });
});

describe('TRUST_PROXY', () => {
  it.each([
    [['loopback'], '127.9.9.9', true],
    [['loopback'], '::1', true],
    [['loopback'], '10.0.0.1', false],
    [['private'], '172.31.255.255', true],
    [['private'], '172.32.0.0', false],
    [['private'], 'fd12::1', true],
    [['192.0.2.7'], '192.0.2.7', true],
    [['192.0.2.7'], '192.0.2.8', false],
    [['2001:db8::/32'], '2001:db8:1::1', true],
    [[], '127.0.0.1', false],
    [['loopback'], 'localhost', false],
  ])('of %j trusts %s: %s', (words, address, expected) => {
    expect(trustedProxies(words)(address)).toBe(expected);
  });
});
