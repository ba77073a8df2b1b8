import fc from 'fast-check';
import { addressGroup } from './address-group.js';

describe('what counts as one client', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
    ['', ''],
  ])('of %s is %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  it('is the same within a 64-bit network of IPv6, and another outside of it', () => {
    const words = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 });
    const text = (...parts: readonly number[]): string => parts.map((part) => part.toString(16)).join(':');
    fc.assert(
      fc.property(words, words, words, (network, host, other) => {
        expect(addressGroup(text(...network, ...host))).toBe(addressGroup(text(...network, ...other)));
        if (text(...network) === text(...other)) return;
        expect(addressGroup(text(...network, ...host))).not.toBe(addressGroup(text(...other, ...host)));
      }),
    );
  });
});
