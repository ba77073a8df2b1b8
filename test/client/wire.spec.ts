import fc from 'fast-check';
import { GatehouseApiError } from '@gatehouse/client';
import { isFinal, readJobEvent } from '../../libs/client/src/events/read-job-event.js';
import { imageBase64 } from '../../libs/client/src/wire/image.js';
import { toCamel } from '../../libs/client/src/wire/to-camel.js';

const ERROR = {
  type: 'ExecutionError',
  message: 'kaboom',
  details: { code: 'PLUGIN_THREW', retryable: false, request_id: null, job_id: 'j', errors: [] },
  plugin: 'p',
  timestamp: '2026-11-22T09:00:00.000Z',
};

describe('toCamel', () => {
  it('writes keys in camelCase, however deep, and leaves values alone', () => {
    expect(
      toCamel({ job_id: 'some_id', next_cursor: null, jobs: [{ execution_time_ms: 1.5, retry_of: null }] }),
    ).toEqual({ jobId: 'some_id', nextCursor: null, jobs: [{ executionTimeMs: 1.5, retryOf: null }] });
  });

  it('leaves what belongs to a plugin or a schema as it is', () => {
    const own = { top_left: { some_x: 1 } };
    expect(toCamel({ result: own, options: own, options_schema: own, output_schema: own })).toEqual({
      result: own,
      options: own,
      optionsSchema: own,
      outputSchema: own,
    });
  });

  it('makes an exception of an error, and nothing of null', () => {
    expect(toCamel({ error: ERROR }).error).toBeInstanceOf(GatehouseApiError);
    expect(toCamel({ error: null })).toEqual({ error: null });
  });

  it('takes any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(toCamel(value)).length).toBeLessThanOrEqual(JSON.stringify(value).length);
      }),
    );
  });
});

describe('readJobEvent', () => {
  const data = JSON.stringify({ job_id: 'j', status: 'FAILED', attempt: 1, at: 't', error: ERROR });

  it('reads a state with its error', () => {
    const event = readJobEvent({ type: 'state', data, id: '4' });
    expect(event).toMatchObject({ type: 'state', sequence: 4, jobId: 'j', status: 'FAILED', attempt: 1 });
    expect(event !== null && isFinal(event)).toBe(true);
    expect(event?.type === 'state' && event.error?.code).toBe('PLUGIN_THREW');
  });

  it('passes over kinds that are newer than it', () => {
    expect(readJobEvent({ type: 'weather', data, id: '4' })).toBeNull();
  });

  it.each([
    ['[', '1'],
    ['null', '1'],
    ['{}', '1'],
    [data, ''],
    [data, 'x'],
  ])('takes no %p with the id %p for an event', (text, id) => {
    expect(() => readJobEvent({ type: 'state', data: text, id })).toThrow(/none of a job/);
  });
});

describe('imageBase64', () => {
  it('says bytes of any number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 70_000, size: 'max' }), async (bytes) => {
        expect(await imageBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
      { numRuns: 20 },
    );
  });
});
