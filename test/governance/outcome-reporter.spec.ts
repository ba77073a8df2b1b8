import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTestOutcomes } from '../../apps/server/src/governance/test-outcomes.js';
import { ROOT } from '../architecture/workspaces.js';

/** The part of Jest's interface that the reporter has. */
interface Reporter {
  onRunComplete(contexts: unknown, results: object): void;
}
type ReporterClass = new (config: { rootDir: string; testNamePattern?: string }) => Reporter;

const { default: OutcomeReporter } = (await import(
  pathToFileURL(join(ROOT, 'test/support/outcome-reporter.js')).href
)) as { default: ReporterClass }; // JavaScript, as Jest wants its reporters

const rootDir = mkdtempSync(join(tmpdir(), 'gatehouse-reporter-'));
const left = join(rootDir, 'apps/server/dist/test-outcomes.json');
afterAll(() => {
  rmSync(rootDir, { recursive: true });
});

function ended(name: string, passed: number, failed: number, testExecError?: Error): object {
  return {
    testFilePath: join(rootDir, 'test', name),
    numPassingTests: passed,
    numFailingTests: failed,
    testExecError,
    perfStats: { end: 1_790_000_000_000 },
  };
}

const report = (results: object, testNamePattern?: string): void => {
  new OutcomeReporter({
    rootDir,
    ...(testNamePattern === undefined ? {} : { testNamePattern }),
  }).onRunComplete(new Set(), results);
};

describe('the outcomes of a run', () => {
  const at = new Date(1_790_000_000_000).toISOString();

  it('are left by test, where the server reads them; a test that does not load failed', () => {
    report({
      testResults: [ended('a.spec.ts', 3, 1), ended('b.spec.ts', 0, 0, new Error('no such module'))],
    });
    expect(Object.fromEntries(readTestOutcomes(pathToFileURL(left)))).toEqual({
      'test/a.spec.ts': { passed: 3, failed: 1, at },
      'test/b.spec.ts': { passed: 0, failed: 1, at },
    });
  });

  it('take the place of earlier ones of the same tests, and leave others', () => {
    report({ testResults: [ended('a.spec.ts', 4, 0)] });
    const now = readTestOutcomes(pathToFileURL(left));
    expect(now.get('test/a.spec.ts')).toEqual({ passed: 4, failed: 0, at });
    expect(now.get('test/b.spec.ts')).toEqual({ passed: 0, failed: 1, at });
  });

  it('are not left by a run that was stopped, or of which some tests were left out', () => {
    const before = readFileSync(left, 'utf8');
    report({ testResults: [ended('a.spec.ts', 1, 0)], wasInterrupted: true });
    report({ testResults: [ended('a.spec.ts', 1, 0)] }, 'only this');
    expect(readFileSync(left, 'utf8')).toBe(before);
  });
});
