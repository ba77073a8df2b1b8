import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';

const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT }).map((file) => ({
  file,
  text: readFileSync(join(ROOT, file), 'utf8'),
}));
const { text: governance = '' } = workflows.find(({ file }) => file.endsWith('execution-ci.yml')) ?? {};

/** The steps of the job that judges, each as its lines. */
const steps = (governance.split(/^ {2}code-scanning:/m)[0] ?? '').split(/^ {6}(?=- )/m).slice(1);
const stepThatRuns = (command: string): number => steps.findIndex((step) => step.includes(command));

describe('every workflow', () => {
  it('is found', () => {
    expect(workflows.map(({ file }) => file).sort()).toEqual([
      '.github/workflows/ci.yml',
      '.github/workflows/execution-ci.yml',
    ]);
  });

  it('names what it uses by a commit, not by a tag that can be moved', () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: (.+)$/gm)].map(([, one = '']) => one),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((one) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it('may read and nothing else, but for the job that hands on what the scanner found', () => {
    const offenders = workflows.filter(({ text }) => !text.includes('\npermissions:\n  contents: read\n\n'));
    expect(offenders).toEqual([]);
    const writes = workflows.flatMap(({ text }) => text.match(/^.*: write.*$/gm) ?? []);
    expect(writes).toEqual(['      security-events: write']);
    const [, handsOn = ''] = governance.split(/^ {2}code-scanning:/m);
    expect(handsOn).toContain('security-events: write');
    expect(handsOn).not.toMatch(/run:|actions\/checkout/);
  });
});

describe('the workflow of executions', () => {
  it('has the scanner first, then plugin stability, then executions, then the rest [CI-01]', () => {
    const order = [
      'npm ci',
      'scan -- --format github',
      'npm test -- test/plugin-stability',
      'npm test -- test/execution',
      'npm test -- --coverage',
    ].map(stepThatRuns);
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    const scanner = stepThatRuns('scan -- --format github');
    expect(steps.slice(0, scanner).filter((step) => /run: npm(?! ci)/.test(step))).toEqual([]);
  });

  it('runs each step also after one that failed, and none may fail unseen [CI-02]', () => {
    const judging = steps.filter((step) => /run: (?!npm ci)/.test(step));
    expect(judging.length).toBeGreaterThan(7);
    expect(judging.filter((step) => !step.includes('if: ${{ !cancelled() && '))).toEqual([]);
    expect(steps.filter((step) => step.includes('continue-on-error'))).toEqual([]);
  });
});
