import fc from 'fast-check';
import { describeThrown } from '../../../libs/sandbox/src/program/describe-thrown.js';

const hostile: object = new Proxy(
  {},
  new Proxy(
    {},
    {
      get: () => () => {
        throw new Error('no looking');
      },
    },
  ),
);

describe('describeThrown', () => {
  it.each([
    [new Error('kaboom'), 'kaboom'],
    ['kaboom', 'kaboom'],
    [{ message: 'like an error' }, 'like an error'],
    [{ message: 7 }, 'something was thrown that has no message ([object Object])'],
    ['', 'something was thrown that has no message ()'],
    [null, 'something was thrown that has no message (null)'],
    [undefined, 'something was thrown that has no message (undefined)'],
    [Symbol('s'), 'something was thrown that has no message (a symbol)'],
    [12n, 'something was thrown that has no message (12)'],
    [Object.create(null), 'something was thrown that cannot be looked at'],
    [hostile, 'something was thrown that cannot be looked at'],
  ])('tells of thing %# what it is', (thrown, message) => {
    expect(describeThrown(thrown).message).toBe(message);
  });

  it('tells the stack where there is one', () => {
    expect(describeThrown(new Error('kaboom')).stack).toContain('describe-thrown.spec');
    expect(describeThrown({ message: 'm', stack: 7 }).stack).toBe('m');
  });

  it('keeps both short', () => {
    const thrown = { message: 'x'.repeat(1_000_000), stack: 'y'.repeat(1_000_000) };
    expect(describeThrown(thrown)).toEqual({ message: 'x'.repeat(2000), stack: 'y'.repeat(8000) });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (thrown) => {
        const { message, stack } = describeThrown(thrown);
        expect([typeof message, typeof stack]).toEqual(['string', 'string']);
      }),
    );
  });
});
