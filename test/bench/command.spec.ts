import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchUsage, readArguments } from '../../scripts/bench/command/read-arguments.ts';
import { SECTION_NAMES } from '../../scripts/bench/sections/catalogue.ts';
import { ROOT } from '../architecture/workspaces.js';

describe('npm run bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-test-'));

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('measures the sections it is asked for, and writes what it found', () => {
    const program = join(ROOT, 'scripts/bench/bench.ts');
    const words = [program, 'edge', '--quick', '--out', folder];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
    expect([status, stdout.includes('edge to Node')]).toEqual([0, true]);
    expect(readFileSync(join(folder, 'benchmarks.md'), 'utf8')).toContain('npm run bench -- edge --quick');
    const report = JSON.parse(readFileSync(join(folder, 'benchmarks.json'), 'utf8')) as object; // it wrote that
    expect(Object.keys(report)).toEqual(['edge']);
  });
});

describe('what the bench is asked for', () => {
  it('is every section, written into docs, where nothing is said', () => {
    expect(readArguments([])).toEqual({ sections: SECTION_NAMES, isQuick: false, out: 'docs' });
  });

  it('is written nowhere in a quick run, unless a folder is named', () => {
    expect(readArguments(['--quick', 'dispatch'])).toEqual({
      sections: ['dispatch'],
      isQuick: true,
      out: null,
    });
    expect(readArguments(['--out', 'x', '--quick']).out).toBe('x');
  });

  it('is refused where there is no such section', () => {
    expect(() => readArguments(['edge', 'nothing'])).toThrow(BenchUsage);
    expect(() => readArguments(['nothing'])).toThrow('There is no nothing.');
    expect(() => readArguments(['--out'])).toThrow('Name the folder');
  });
});
