const test = (...paths: readonly string[]): string => `npm test -- ${paths.join(' ')}`;

/** What lines of the checklist are shown by. Many share one, which then runs once. */
export const COMMAND = Object.freeze({
  scan: 'npm run scan',
  format: 'npm run format:check',
  lint: 'npm run lint',
  types: 'npm run typecheck',
  imports: 'npm run graph',
  coverage: test('--coverage'),
  /** Where things lie, and that all that is demanded is shown by a test. */
  requirements: test('test/requirements'),
  executions: test('test/execution'),
  pluginStability: test('test/plugin-stability'),
  /** The trace of real executions, the wiring, the imports, the pins. */
  architecture: test('test/architecture'),
  errors: test('test/errors', 'test/errors-lib'),
  /** The answers of a real server, and the bytes on its socket. */
  answers: test('test/e2e/errors.spec.ts', 'test/edge'),
  routes: test('test/auth/routes.spec.ts', 'test/openapi'),
  jobStates: test('test/jobs/state-machine.spec.ts', 'test/jobs/job-guards.spec.ts'),
  later: test('test/jobs-http'),
  /** Good and bad fixtures of each rule, and mutations of the real gate. */
  scanner: test('test/scanner'),
  /** The check, its hook, and the workflows. */
  governance: test('test/governance'),
  documents: test('test/docs'),
  addingPlugins: test('test/plugin-new', 'test/plugin-check'),
} as const);
