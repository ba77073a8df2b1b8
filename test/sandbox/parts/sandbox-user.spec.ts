import fc from 'fast-check';
import {
  accountIds,
  chooseUser,
  sandboxUser,
  usableRange,
  type UserRange,
} from '../../../libs/sandbox/src/hardening/sandbox-user.js';

const NOBODY: ReadonlySet<number> = new Set();
const WHOLE = '         0          0 4294967295\n';
const CONTAINER = '         0     100000      65536\n';

const ranges = fc.record({
  first: fc.integer({ min: 1, max: 2 ** 31 }),
  count: fc.integer({ min: 1, max: 500 }),
});

describe('the user id of a sandbox', () => {
  it('lies in the range, is nobody else’s, and is always the same', () => {
    fc.assert(
      fc.property(fc.string(), ranges, fc.array(fc.nat(498)), (key, range, offsets) => {
        const taken = new Set(
          offsets.filter((offset) => offset !== range.count - 1).map((at) => range.first + at),
        );
        const uid = chooseUser(key, range, taken);
        expect(uid).toBeGreaterThanOrEqual(range.first);
        expect(uid).toBeLessThan(range.first + range.count);
        expect(taken.has(uid)).toBe(false);
        expect(chooseUser(key, range, taken)).toBe(uid);
      }),
    );
  });

  it('is another for another key, unless by accident', () => {
    const range: UserRange = { first: 0, count: 2 ** 27 };
    const uids = Array.from({ length: 1000 }, (_, at) => chooseUser(`/data\0plugin:${at}`, range, NOBODY));
    expect(new Set(uids).size).toBe(1000);
    expect(chooseUser('/data\0plugin:ocr', range, NOBODY)).toBe(7_352_014);
  });

  it('is refused where none is left', () => {
    expect(() => chooseUser('a', { first: 5, count: 2 }, new Set([5, 6]))).toThrow(
      'All user ids from 5 to 6 are taken.',
    );
  });

  it('is never given twice by one server', () => {
    const range: UserRange = { first: 900_000, count: 50 };
    const uids = Array.from({ length: 50 }, (_, at) => sandboxUser('/data', `full-${at}`, range));
    expect(new Set(uids).size).toBe(50);
    expect(sandboxUser('/data', 'full-0', range)).toBe(uids[0]);
    expect(() => sandboxUser('/data', 'full-50', range)).toThrow('are taken');
  });
});

describe('accountIds', () => {
  it('finds the ids of users and groups', () => {
    const passwd = 'root:x:0:0:root:/root:/bin/bash\nme:x:47003:47004::/home/me:/bin/sh\n';
    expect([...accountIds(passwd, 'staff:x:50:me,you\nodd line\n')].sort((a, b) => a - b)).toEqual([
      0, 50, 47_003, 47_004,
    ]);
  });
});

describe('usableRange', () => {
  it.each<[what: string, maps: string[], first: number]>([
    ['the wide one where every id there is', [WHOLE, WHOLE], 0x7000_0000],
    ['the narrow one in a container', [CONTAINER, CONTAINER], 47_000],
    ['the narrow one where groups are fewer than users', [WHOLE, CONTAINER], 47_000],
    ['the narrow one where that cannot be found out', ['', ''], 47_000],
    ['the wide one where a second line holds it', ['0 1000 1\n1 100000 4294967294\n', WHOLE], 0x7000_0000],
  ])('is %s', (_what, maps, first) => {
    expect(usableRange(maps).first).toBe(first);
  });
});
