import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarksPage, findingsOf } from '../../scripts/bench/report/benchmarks-page.ts';
import { isReached } from '../../scripts/bench/report/judge.ts';
import type { Report } from '../../scripts/bench/report/report.ts';
import { ROOT } from '../architecture/workspaces.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('docs/benchmarks.md', () => {
  const page = read('docs/benchmarks.md');
  const report = JSON.parse(read('docs/benchmarks.json')) as Report; // npm run bench wrote it

  it('says what was measured; npm run docs:benchmarks writes it anew', () => {
    expect(benchmarksPage(report, findingsOf(page))).toBe(page);
  });

  it('has rows as wide as the heads of their tables', () => {
    const tables = Object.values(report).flatMap((kept) => kept.tables);
    expect(tables.length).toBeGreaterThan(10);
    const torn = tables.filter(({ head, rows }) => rows.some((row) => row.length !== head.length));
    expect(torn).toEqual([]);
  });

  it('has no run that did not measure', () => {
    const quick = Object.values(report).filter(({ run }) => run.command.includes('--quick'));
    expect(quick).toEqual([]);
  });
});

describe('a page of benchmarks', () => {
  const goal = { what: 'as fast', bound: 'at least', limit: 0.6, reached: 0.5, unit: 'x' } as const;
  const run = { date: '2026-01-01', machine: 'one', node: 'v24', command: 'c', load: 0, seconds: 1 };
  const report: Report = {
    edge: { run, goals: [goal], tables: [{ caption: 'Of it', head: ['a'], rows: [['b']] }] },
  };

  it('keeps what was written by hand, and nothing that was measured', () => {
    const page = benchmarksPage(report, '\nBy hand.\n');
    expect(findingsOf(page)).toBe('\nBy hand.\n');
    expect(findingsOf(benchmarksPage({}, findingsOf(page)))).toBe('\nBy hand.\n');
    expect(findingsOf('# Other\n')).toBe('');
  });

  it('says which goals were not reached', () => {
    expect(benchmarksPage(report, '')).toContain(
      '| at least 0.6\u00a0x | 0.50\u00a0x   | **not\u00a0reached** |',
    );
  });

  it('keeps a figure and its unit in one line, and so the quartiles of a ratio', () => {
    const table = { caption: 'Of it', head: ['a', 'b'], rows: [['0.61 (0.58 – 0.66)', '100 KB']] };
    const page = benchmarksPage({ edge: { run, goals: [], tables: [table] } }, '');
    expect(page).toContain('| 0.61 (0.58\u00a0to\u00a00.66) | 100\u00a0KB |');
  });

  it('says what was not measured', () => {
    expect(benchmarksPage(report, '')).toMatch(/Not measured yet: governed-call, .*\.\n/);
  });

  it.each([
    ['at least', 1, 1, true],
    ['at least', 1, 0.99, false],
    ['at most', 1, 1, true],
    ['at most', 1, 1.01, false],
    ['at most', 1, Number.NaN, false],
  ] as const)('judges %s %d by %d', (bound, limit, reached, expected) => {
    expect(isReached({ ...goal, bound, limit, reached })).toBe(expected);
  });
});
