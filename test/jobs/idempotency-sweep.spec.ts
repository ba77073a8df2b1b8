import fc from 'fast-check';
import { sweptOf } from '../../libs/jobs/src/sql/idempotency-sweep.js';

const NOW = 1000;

const entries = fc
  .array(
    fc.record({
      created_at: fc.integer({ min: 0, max: NOW + 5 }),
      isAnswered: fc.boolean(),
      bytes: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all
      .sort((one, other) => one.created_at - other.created_at)
      .map(({ created_at, isAnswered, bytes }, index) => ({
        token: `t${index}`,
        created_at,
        completed_at: isAnswered ? created_at : null,
        bytes: isAnswered ? bytes : 0,
      })),
  );

const limits = fc.record({
  keepMs: fc.integer({ min: 1, max: NOW }),
  maxEntries: fc.integer({ min: 0, max: 30 }),
  maxBytes: fc.integer({ min: 0, max: 100 }),
});

const sumsOf = (all: readonly { bytes: number }[]): { entries: number; bytes: number } => ({
  entries: all.length,
  bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
});

describe('sweeping idempotency keys', () => {
  it('leaves nothing expired and not too many, and takes no more than it must, the oldest first', () => {
    fc.assert(
      fc.property(entries, limits, (all, bounds) => {
        const swept = new Set(sweptOf(all, sumsOf(all), bounds, NOW));
        const kept = all.filter(({ token }) => !swept.has(token));
        const isExpired = ({ created_at }: { created_at: number }): boolean =>
          NOW - created_at >= bounds.keepMs;
        expect(kept.filter(isExpired)).toEqual([]);
        const sums = sumsOf(kept);
        const isTooMany = sums.entries > bounds.maxEntries || sums.bytes > bounds.maxBytes;
        if (isTooMany) expect(kept.filter(({ completed_at }) => completed_at !== null)).toEqual([]);
        const spared = all.filter((entry) => swept.has(entry.token) && !isExpired(entry));
        expect(spared.filter(({ completed_at }) => completed_at === null)).toEqual([]);
        // the last that was taken for being too many: with it there still were too many
        const last = spared.at(-1);
        if (last === undefined) return;
        const withIt = sumsOf([...kept, last]);
        expect(withIt.entries > bounds.maxEntries || withIt.bytes > bounds.maxBytes).toBe(true);
        const younger = kept.filter(
          (entry) => entry.completed_at !== null && entry.created_at < last.created_at,
        );
        expect(younger).toEqual([]);
      }),
    );
  });
});
