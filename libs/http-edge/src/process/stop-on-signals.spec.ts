import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { stopOnSignals } from './stop-on-signals.js';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

let exits: unknown[];
beforeEach(() => {
  jest.useFakeTimers();
  Logger.overrideLogger(false);
  exits = [];
  jest.spyOn(process, 'exit').mockImplementation((code) => exits.push(code) as never); // it would end the tests
});
afterEach(() => {
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const settled = () => jest.advanceTimersByTimeAsync(0);
const never = () => new Promise<void>(() => undefined);

describe('a process that is told to stop', () => {
  it.each(SIGNALS)('by %s stops in good order', async (signal) => {
    let stops = 0;
    stopOnSignals(() => Promise.resolve(void (stops += 1)));
    await settled();
    expect([stops, exits]).toEqual([0, []]);
    process.emit(signal, signal);
    await settled();
    expect([stops, exits]).toEqual([1, [0]]);
  });

  it('twice ends at once', async () => {
    stopOnSignals(never);
    process.emit('SIGINT', 'SIGINT');
    await settled();
    expect(exits).toEqual([]);
    process.emit('SIGTERM', 'SIGTERM');
    expect(exits).toEqual([1]);
  });

  it('and cannot says so by its exit code', async () => {
    stopOnSignals(() => Promise.reject(new Error('the store does not close')));
    process.emit('SIGTERM', 'SIGTERM');
    await settled();
    expect(exits).toEqual([1]);
  });

  it('gives up what takes longer than supervisors wait', async () => {
    stopOnSignals(never);
    process.emit('SIGTERM', 'SIGTERM');
    await jest.advanceTimersByTimeAsync(14_499);
    expect(exits).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(exits).toEqual([1]);
  });
});
