import { ERROR_CATALOGUE, GatehouseError, toErrorEnvelope, type ErrorCode } from '@gatehouse/errors';
import { afterDelivery } from '@gatehouse/execution/internal';

const NOT_RECORDED: Partial<Record<ErrorCode, string>> = {
  QUEUE_FULL: 'try again',
  WORKER_LOST: 'hand back',
};

describe('what becomes of a job after it was executed [JOB-03]', () => {
  it('is its result', () => {
    expect(afterDelivery([{ text: 'a' }, {}])).toBe('record');
  });

  it('is its error, unless that is overload or the end of this process: those are no outcome of a job', () => {
    const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[]; // its own keys
    const decided = codes.map((code) => {
      const thrown = new GatehouseError(code, {} as never); // messages are not looked at
      return [code, afterDelivery([{}, toErrorEnvelope(thrown)])];
    });
    expect(Object.fromEntries(decided)).toEqual(
      Object.fromEntries(codes.map((code) => [code, NOT_RECORDED[code] ?? 'record'])),
    );
  });
});
