import { ALL_REQUIREMENTS } from './all-requirements.js';
import { citationsOf, readCitations } from './read-citations.js';

const tests = readCitations();
const cited = new Set(tests.flatMap(({ cites }) => cites));

/** Where each test shows something that is demanded. */
const CITING = /^test\/(execution|plugin-stability)\//;

describe('what the specification demands', () => {
  it('has ids that are told once', () => {
    const ids = ALL_REQUIREMENTS.map(({ id }) => id);
    expect(ids.filter((id, index) => !/^[A-Z]+-\d{2}$/.test(id) || ids.indexOf(id) !== index)).toEqual([]);
  });

  it('is shown by tests, each of it', () => {
    const mute = ALL_REQUIREMENTS.filter(({ id, open }) => open === undefined && !cited.has(id));
    expect(mute).toEqual([]);
  });

  it('is open no longer where tests show it', () => {
    const closed = ALL_REQUIREMENTS.filter(({ id, open }) => open !== undefined && cited.has(id));
    expect(closed).toEqual([]);
  });
});

describe('the tests', () => {
  it('cite nothing that is not demanded', () => {
    const known = new Set(ALL_REQUIREMENTS.map(({ id }) => id));
    expect(tests.filter(({ cites }) => cites.some((id) => !known.has(id)))).toEqual([]);
  });

  it('of executions and of plugin stability cite what they show, each of them', () => {
    const own = tests.filter(({ file }) => CITING.test(file));
    expect(own.length).toBeGreaterThan(150);
    const silent = own.filter(({ cites }) => cites.length === 0);
    expect(silent.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([]);
  });
});

describe('a citation', () => {
  it('is read from the name of a test, of a table of tests, and of what they stand in', () => {
    const spec = `
      describe('outer [A-01] [A-02]', () => {
        it('inner', () => {});
        describe.each([1])('%s', () => { it.each<[number]>([[1]])(\`also \${1} [B-01]\`, () => {}); });
      });
      test('alone', () => { it; });
    `;
    expect(citationsOf('a.spec.ts', spec).map(({ line, cites }) => [line, ...cites])).toEqual([
      [3, 'A-01', 'A-02'],
      [4, 'A-01', 'A-02', 'B-01'],
      [6],
    ]);
  });
});
