import { ServiceTimes } from './service-times.js';

describe('the wait of a job in the queue', () => {
  const timesOf = (...times: readonly number[]): ServiceTimes => {
    const service = new ServiceTimes();
    for (const time of times) service.add(time);
    return service;
  };

  it.each([
    ['nothing was measured', [], 1, 1, 1, null],
    ['nobody works', [100], 1, 0, 0, null],
    ['there is a free place, though nothing was measured', [], 2, 4, 2, 0],
    ['all places are taken', [100, 300], 1, 2, 2, 100],
    ['there are others before it', [200], 3, 2, 2, 300],
    ['some places are free, but not for it', [200], 3, 2, 1, 200],
  ] as const)('where %s', (_, times, position, concurrency, busy, waitMs) => {
    expect(timesOf(...times).waitOf(position, { concurrency, busy })).toBe(waitMs);
  });

  it('goes by the last jobs only', () => {
    const service = timesOf(1_000_000, ...Array.from({ length: 64 }, () => 10));
    expect(service.waitOf(1, { concurrency: 1, busy: 1 })).toBe(10);
  });
});
