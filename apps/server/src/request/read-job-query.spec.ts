import { isGatehouseError } from '@gatehouse/errors';
import * as fc from 'fast-check';
import { HISTORY_QUERY, JOB_QUERY, readJobQuery } from './read-job-query.js';

function pointersOf(query: object, known: Parameters<typeof readJobQuery>[1] = HISTORY_QUERY): string[] {
  try {
    readJobQuery(query, known);
    return [];
  } catch (thrown) {
    if (!isGatehouseError(thrown)) throw thrown;
    expect(thrown.code).toBe('BODY_INVALID');
    return thrown.errors.map(({ pointer }) => pointer);
  }
}

describe('the query of a list of jobs', () => {
  it('may be left out: then it is the first page of everything', () => {
    expect(readJobQuery({}, JOB_QUERY)).toEqual({ filter: {}, limit: 20, cursor: null });
  });

  it('is read whole', () => {
    const query = {
      status: 'FAILED',
      plugin: 'ocr',
      limit: '7',
      cursor: 'abc',
      error_code: 'IMAGE_EMPTY',
      since: '2026-11-22',
      until: '2026-11-22T10:00:00+01:00',
    };
    expect(readJobQuery(query, HISTORY_QUERY)).toEqual({
      filter: {
        status: 'FAILED',
        plugin: 'ocr',
        errorCode: 'IMAGE_EMPTY',
        since: new Date('2026-11-22T00:00:00Z'),
        until: new Date('2026-11-22T09:00:00Z'),
      },
      limit: 7,
      cursor: 'abc',
    });
  });

  it('counts what is empty as left out', () => {
    expect(readJobQuery({ status: '', cursor: '', limit: '' }, JOB_QUERY)).toEqual(
      readJobQuery({}, JOB_QUERY),
    );
  });

  it.each([
    ['a state that there is not', { status: 'DONE' }, ['/status']],
    ['a state in another spelling', { status: 'failed' }, ['/status']],
    ['no jobs at all', { limit: '0' }, ['/limit']],
    ['too many jobs', { limit: '101' }, ['/limit']],
    ['half a job', { limit: '1.5' }, ['/limit']],
    ['a number in another notation', { limit: '1e1' }, ['/limit']],
    ['a field twice', { plugin: ['a', 'b'] }, ['/plugin']],
    ['a name that is too long', { plugin: 'x'.repeat(201) }, ['/plugin']],
    ['a time that is none', { since: 'yesterday' }, ['/since']],
    ['a day that there is not', { until: '2026-13-40' }, ['/until']],
    ['a field that there is not', { state: 'FAILED' }, ['/state']],
    ['a field of every object', { ['__proto__x']: '1' }, ['/__proto__x']],
    ['all of it', { x: '1', status: 'x', limit: 'x' }, ['/x', '/status', '/limit']],
  ])('is refused with a pointer: %s', (_, query, pointers) => {
    expect(pointersOf(query)).toEqual(pointers);
  });

  it('of one route does not take what another does', () => {
    expect(pointersOf({ since: '2026-11-22' }, JOB_QUERY)).toEqual(['/since']);
  });

  it('never throws anything else, whatever it holds', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()));
    const name = fc.oneof(fc.constantFrom(...HISTORY_QUERY), fc.string());
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: false }), (query) => {
        pointersOf(query);
      }),
    );
  });
});
