import fc from 'fast-check';
import { requestIdFrom } from './request-id.js';

describe('the id of a request', () => {
  it.each(['a', 'trace-1234', '!~', 'x'.repeat(128)])('is the caller’s own: %s', (id) => {
    expect(requestIdFrom(id)).toBe(id);
  });

  it.each([undefined, '', ' ', 'a b', 'x'.repeat(129), 'ä', 'a\tb', ['a', 'b']])(
    'is made where the caller’s is not sane: %p',
    (header) => {
      expect(requestIdFrom(header)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is always fit for a header and a log', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (header) => {
        expect(requestIdFrom(header)).toMatch(/^[\x21-\x7e]{1,128}$/);
      }),
    );
  });
});
