import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { CODES_OF_ALL, CODES_OF_KEYS, CODES_OF_PARAMETERS, OPERATIONS } from './operations.js';

/** What is answered where there is no operation. */
const OF_NO_OPERATION = ['ROUTE_NOT_FOUND'];

describe('the codes of the operations', () => {
  it('are, all together, those of the catalogue', () => {
    const told = [
      ...OF_NO_OPERATION,
      ...CODES_OF_ALL,
      ...CODES_OF_KEYS,
      ...CODES_OF_PARAMETERS,
      ...Object.values(OPERATIONS).flatMap(({ codes }) => codes),
    ];
    expect([...new Set(told)].sort()).toEqual(Object.keys(ERROR_CATALOGUE).sort());
  });

  it.each(Object.entries(OPERATIONS))('%s names none twice', (_route, { codes }) => {
    const shared: readonly string[] = [...CODES_OF_ALL, ...CODES_OF_KEYS];
    expect(codes.filter((code, index) => codes.indexOf(code) !== index || shared.includes(code))).toEqual([]);
  });
});
