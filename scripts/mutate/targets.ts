/** Files that are mutated, each with the specs that should notice, the likeliest first. */
export const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'libs/execution/src/tool-runner.ts': [
    'test/execution/submission-check.spec.ts',
    'test/execution/tool-runner.spec.ts',
    'test/execution/execution-records.spec.ts',
    'test/execution/gate-spans.spec.ts',
    'test/execution/letting-go.spec.ts',
    'test/execution/pixel-intake.spec.ts',
  ],
  'libs/execution/src/lifecycle-after.ts': [
    'test/execution/error-envelope.spec.ts',
    'test/execution/tool-runner.spec.ts',
  ],
  'libs/execution/src/stopwatch.ts': ['libs/execution/src/stopwatch.spec.ts'],
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
    'test/execution/queued-analyses.spec.ts',
    'test/plugin-testkit/open-plugin.spec.ts',
  ],
  'libs/execution/src/analysis-execution.service.ts': [
    'test/execution/analysis-execution-service.spec.ts',
    'test/execution/queued-analyses.spec.ts',
  ],
  'libs/execution/src/after-delivery.ts': ['test/execution/after-delivery.spec.ts'],
  'libs/execution/src/batch-execution.ts': ['test/execution/queued-analyses.spec.ts'],
  'libs/execution/src/either-signal.ts': [
    'libs/execution/src/either-signal.spec.ts',
    'test/execution/letting-go.spec.ts',
  ],
  'libs/execution/src/execution-admission.ts': [
    'test/execution/queued-analyses.spec.ts',
    'test/execution/analysis-execution-service.spec.ts',
  ],
  'libs/execution/src/execution-journal.ts': ['test/execution/execution-records.spec.ts'],
  'libs/execution/src/execution-recorder.ts': ['test/execution/execution-records.spec.ts'],
  'libs/execution/src/is-failure.ts': ['test/execution/job-execution-service.spec.ts'],
  'libs/execution/src/is-fault.ts': ['libs/execution/src/is-fault.spec.ts'],
  'libs/execution/src/job-feed.ts': ['test/execution/queued-analyses.spec.ts'],
  'libs/execution/src/job-final.ts': [
    'test/execution/queued-analyses.spec.ts',
    'test/execution/job-execution-service.spec.ts',
  ],
  'libs/execution/src/job-worker.ts': [
    'test/execution/job-worker.spec.ts',
    'test/execution/hand-back.spec.ts',
    'test/execution/queued-analyses.spec.ts',
  ],
  'libs/execution/src/lanes.ts': ['libs/execution/src/lanes.spec.ts'],
  'libs/execution/src/phase-watch.ts': [
    'test/execution/execution-records.spec.ts',
    'test/execution/tool-runner.spec.ts',
  ],
  'libs/execution/src/retry-pause.ts': ['libs/execution/src/retry-pause.spec.ts'],
  'libs/execution/src/validation/judge.ts': [
    'libs/execution/src/validation/judge.spec.ts',
    'test/execution/input-validation.spec.ts',
    'test/execution/output-validation.spec.ts',
  ],
  'libs/execution/src/tracing/carried-trace.ts': [
    'test/tracing/carried-trace.spec.ts',
    'test/execution/queued-analyses.spec.ts',
  ],
  'libs/execution/src/tracing/gate-span.ts': ['test/execution/gate-spans.spec.ts'],
  'libs/execution/src/tracing/in-span.ts': [
    'test/tracing/in-span.spec.ts',
    'test/execution/queued-analyses.spec.ts',
  ],
  'libs/execution/src/tracing/note-outcome.ts': ['test/execution/gate-spans.spec.ts'],
  'libs/execution/src/tracing/span-facts.ts': ['test/execution/gate-spans.spec.ts'],
  'libs/execution/src/rendering/find-boxes.ts': ['libs/execution/src/rendering/find-boxes.spec.ts'],
  'libs/execution/src/rendering/result-pictures.ts': ['test/execution/analysis-execution-service.spec.ts'],
};
