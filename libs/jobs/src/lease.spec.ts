import fc from 'fast-check';
import { judgeLease, type LeasedJob } from './lease.js';

const RULES = { leaseMs: 100, maxAttempts: 3 };
const NOW = 1000;
const QUEUED: LeasedJob = { kind: 'queued', attempts: 1, handedBack: 0, leasedUntil: NOW };

describe('a lease', () => {
  it.each<[string, Partial<LeasedJob>, string]>([
    ['that runs', {}, 'held'],
    ['that runs as long as one may', { leasedUntil: NOW + 200 }, 'held'],
    ['that ran out', { leasedUntil: NOW - 1 }, 'deliver'],
    ['that nobody holds', { leasedUntil: null }, 'deliver'],
    ['that was taken before the clock was set back', { leasedUntil: NOW + 201 }, 'deliver'],
    ['of the last attempt, that runs', { attempts: 3 }, 'held'],
    ['of the last attempt, that ran out', { attempts: 3, leasedUntil: NOW - 1 }, 'lose'],
    [
      'of an attempt that follows one that was handed back',
      { attempts: 3, handedBack: 1, leasedUntil: null },
      'deliver',
    ],
    ['of a caller that waits', { kind: 'sync' }, 'held'],
    ['of a caller that is gone', { kind: 'sync', leasedUntil: NOW - 1 }, 'lose'],
  ])('%s', (_, fields, verdict) => {
    expect(judgeLease({ ...QUEUED, ...fields }, NOW, RULES)).toBe(verdict);
  });

  it('that was just taken is held, whatever the time', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 100 }), (now, left) => {
        expect(judgeLease({ ...QUEUED, leasedUntil: now + left }, now, RULES)).toBe('held');
      }),
    );
  });
});
