import type { ExecutionOutcome } from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import fc from 'fast-check';
import { retryPauseMs } from './retry-pause.js';

const failure = (error: GatehouseError): ExecutionOutcome => [{}, toErrorEnvelope(error)];
const crash = failure(new GatehouseError('PLUGIN_CRASHED', { plugin: 'ocr', how: 'it ended' }));
const thrown = failure(new GatehouseError('PLUGIN_THREW', { message: 'no' }));
const cancelled = failure(new GatehouseError('EXECUTION_CANCELLED', { reason: 'that was asked for' }));
const success: ExecutionOutcome = [{ found: 1 }, {}];

const attempts = fc.integer({ min: 1, max: 10 });
const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('the pause before a job is run once more', () => {
  it('there is none after what counts: a success, an error for good, a cancellation, the last attempt', () => {
    fc.assert(
      fc.property(attempts, attempts, random, (attempt, most, chance) => {
        for (const outcome of [success, thrown, cancelled]) {
          expect(retryPauseMs(outcome, attempt, most, chance)).toBeNull();
        }
        expect(retryPauseMs(crash, attempt, most, chance) === null).toBe(attempt >= most);
      }),
    );
  });

  it('doubles from one second to a minute, a quarter more or less', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => retryPauseMs(crash, attempt, 10, 0.5));
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(retryPauseMs(crash, 1, 2, 0)).toBe(750);
    expect(retryPauseMs(crash, 1, 2, 1)).toBe(1250);
  });

  it('is not shorter than the failure says, up to a minute', () => {
    const wait = (retryAfterMs: number): ExecutionOutcome =>
      failure(
        new GatehouseError('PLUGIN_UNAVAILABLE', { plugin: 'ocr', reason: 'it rests' }, { retryAfterMs }),
      );
    expect(retryPauseMs(wait(5000), 1, 2, 0.5)).toBe(5000);
    expect(retryPauseMs(wait(10), 1, 2, 0.5)).toBe(1000);
    expect(retryPauseMs(wait(3_600_000), 1, 2, 0.5)).toBe(60_000);
  });
});
