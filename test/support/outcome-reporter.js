import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Leaves how each file of tests ended beside the build of the server, which tells of it at `GET /v1/governance`.
 * A file of which only some tests were asked for is left as it was.
 */
export default class OutcomeReporter {
  constructor({ rootDir, testNamePattern }) {
    this.rootDir = rootDir;
    this.isWhole = !testNamePattern;
  }

  onRunComplete(_contexts, { testResults, wasInterrupted }) {
    if (!this.isWhole || wasInterrupted) return;
    const file = join(this.rootDir, 'apps/server/dist/test-outcomes.json');
    const outcomes = {
      ...earlier(file),
      ...Object.fromEntries(testResults.map((one) => this.outcomeOf(one))),
    };
    mkdirSync(dirname(file), { recursive: true });
    // Whole or not at all: a server may be starting.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(outcomes, null, 2)}\n`);
    renameSync(draft, file);
  }

  outcomeOf({ testFilePath, numPassingTests, numFailingTests, testExecError, perfStats }) {
    const path = relative(this.rootDir, testFilePath).split(sep).join('/');
    const failed = numFailingTests + (testExecError ? 1 : 0);
    return [
      path,
      { passed: numPassingTests, failed, at: new Date(perfStats.end || Date.now()).toISOString() },
    ];
  }
}

function earlier(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
