import { formatJobId, isJobId, newJobId, tick } from './job-id.js';

describe('job ids', () => {
  it('are UUIDs of version 7 that tell the time of their making', () => {
    const before = Date.now();
    const id = newJobId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const millisecond = Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
    expect(millisecond).toBeGreaterThanOrEqual(before);
    // a full counter borrows the next millisecond, so ids may run ahead of the clock a little
    expect(millisecond).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it('grow strictly within a process', () => {
    const ids = Array.from({ length: 20_000 }, newJobId);
    expect(ids.filter((id, index) => index > 0 && id <= (ids[index - 1] ?? ''))).toEqual([]);
  });

  it('grow when the clock stands still, is set back, or the counter is full', () => {
    const still = tick({ millisecond: 5, counter: 7 }, 5);
    expect(still).toEqual({ millisecond: 5, counter: 8 });
    expect(tick(still, 1)).toEqual({ millisecond: 5, counter: 9 });
    expect(tick({ millisecond: 5, counter: 0xfff }, 5)).toEqual({ millisecond: 6, counter: 0 });
    expect(tick({ millisecond: 5, counter: 0xfff }, 9)).toEqual({ millisecond: 9, counter: 0 });
  });

  it('hold 48 bits of time and 12 of counter', () => {
    expect(formatJobId({ millisecond: 0x0123_4567_89ab, counter: 0xcde })).toMatch(/^01234567-89ab-7cde-/);
    expect(formatJobId({ millisecond: 1, counter: 2 })).toMatch(/^00000000-0001-7002-/);
  });

  it.each(['', 'x', '01234567-89ab-7cde-8000-0123456789AB', '01234567-89ab-7cde-8000-0123456789ab\n'])(
    'are not %j',
    (text) => {
      expect(isJobId(text)).toBe(false);
    },
  );

  it('are recognised', () => {
    expect(isJobId(newJobId())).toBe(true);
  });
});
