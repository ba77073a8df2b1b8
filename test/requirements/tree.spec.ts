import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';

/** The one document whose name the specification gives it. */
const NAMED_BY_SPECIFICATION = 'docs/phase12-wrap-up.md';

const PHASE = /phase[-_ ]?\d/i;
const GENERATED = ['**/{node_modules,dist}/**'];

const absent = (files: readonly string[]): string[] => files.filter((file) => !existsSync(join(ROOT, file)));

describe('the repository', () => {
  it('has the nine files of tests for executions [TREE-01]', () => {
    const nine = [
      'tool-runner',
      'input-validation',
      'output-validation',
      'error-envelope',
      'plugin-execution-service',
      'job-execution-service',
      'analysis-execution-service',
      'analysis-execution-endpoint',
      'execution-integration',
    ];
    expect(absent(nine.map((name) => `test/execution/${name}.spec.ts`))).toEqual([]);
  });

  it('has what is demanded where it is demanded [TREE-02]', () => {
    const demanded = [
      'libs/execution/src/tool-runner.ts',
      'libs/errors/src/error-envelope.ts',
      'libs/execution/src/validation/input-validator.ts',
      'libs/execution/src/validation/output-validator.ts',
      'libs/plugins/src/registry/plugin-registry.ts',
      'libs/execution/src/plugin-execution.service.ts',
      'libs/execution/src/job-execution.service.ts',
      'libs/execution/src/analysis-execution.service.ts',
      'apps/server/src/analysis/analysis-execution.controller.ts',
      'scripts/scan-execution-violations.ts',
      '.github/workflows/execution-ci.yml',
      'docs/design/execution-governance.md',
      'docs/design/execution-architecture.drawio',
      'docs/execution-onboarding.md',
      NAMED_BY_SPECIFICATION,
      'docs/repo-audit-checklist.md',
      'README.md',
    ];
    expect(absent(demanded)).toEqual([]);
  });

  it('names nothing after a phase of the work [TREE-03]', () => {
    const files = globSync('{.github,apps,docs,libs,scripts,test}/**/*', { cwd: ROOT, exclude: GENERATED });
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => PHASE.test(file) && file !== NAMED_BY_SPECIFICATION)).toEqual([]);
    const speaking = files
      .filter((file) => /^(apps|libs|scripts)\/.*\.ts$/.test(file))
      .filter((file) => PHASE.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(speaking).toEqual([]);
  });
});
