/** Files that are mutated, each with the specs that should notice, the likeliest first. */
export const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'libs/execution/src/tool-runner.ts': [
    'test/execution/submission-check.spec.ts',
    'test/execution/tool-runner.spec.ts',
    'test/execution/letting-go.spec.ts',
    'test/execution/pixel-intake.spec.ts',
    'test/execution/execution-integration.spec.ts',
  ],
  'libs/execution/src/lifecycle-after.ts': [
    'test/execution/error-envelope.spec.ts',
    'test/execution/tool-runner.spec.ts',
  ],
  'libs/execution/src/stopwatch.ts': ['test/execution/tool-runner.spec.ts'],
  'libs/execution/src/validation/input-validator.ts': [
    'test/execution/input-validation.spec.ts',
    'test/execution/tool-runner.spec.ts',
  ],
  'libs/execution/src/validation/output-validator.ts': ['test/execution/output-validation.spec.ts'],
  'libs/execution/src/pixel-intake.ts': [
    'test/execution/pixel-intake.spec.ts',
    'test/execution/tool-runner.spec.ts',
  ],
  'libs/execution/src/plugin-execution.service.ts': [
    'test/execution/plugin-execution-service.spec.ts',
    'test/execution/submission-check.spec.ts',
  ],
  'libs/execution/src/job-execution.service.ts': [
    'test/execution/job-execution-service.spec.ts',
    'test/jobs-http/async.spec.ts',
    'test/jobs-http/cancel.spec.ts',
    'test/jobs-http/retries.spec.ts',
    'test/jobs-http/ownership.spec.ts',
    'test/jobs-http/events.spec.ts',
  ],
  'libs/execution/src/analysis-execution.service.ts': [
    'test/execution/analysis-execution-service.spec.ts',
    'test/execution/analysis-execution-endpoint.spec.ts',
    'test/jobs-http/async.spec.ts',
    'test/jobs-http/lists.spec.ts',
    'test/jobs-http/batch.spec.ts',
    'test/jobs-http/cancel.spec.ts',
    'test/jobs-http/retries.spec.ts',
    'test/jobs-http/ownership.spec.ts',
    'test/jobs-http/events.spec.ts',
  ],
};
