/** Something that holds for the whole server, whoever changes what. */
export interface Invariant {
  /** Does not change. */
  readonly id: string;
  readonly statement: string;
  /** What sees to it, for people. */
  readonly enforcedBy: string;
  /** The rules of the scanner that belong to it. */
  readonly rules: readonly string[];
  /** The tests that show it, by path. Together their last outcome is that of the invariant. */
  readonly tests: readonly string[];
}

/**
 * What Gatehouse promises of itself. `GET /v1/governance` answers it, docs/design/execution-governance.md and the
 * template of pull requests are written from it.
 */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'one-gate',
    statement: 'A plugin runs in ToolRunner and nowhere else.',
    enforcedBy:
      'The scanner, which refuses whoever holds a plugin; and a permit that the registry gives out once, to the gate.',
    rules: ['EXE001', 'EXE002'],
    tests: [
      'test/scanner/rules.spec.ts',
      'test/scanner/mutations.spec.ts',
      'test/plugin-stability/registry.spec.ts',
    ],
  },
  {
    id: 'one-path',
    statement:
      'Every execution goes through each layer once, in one order; controllers know the façade only.',
    enforcedBy: 'The scanner; the modules, which hand on the façade alone; and a trace of real executions.',
    rules: ['EXE007'],
    tests: ['test/architecture/trace.spec.ts', 'test/architecture/wiring.spec.ts'],
  },
  {
    id: 'agreed-signature',
    statement:
      'A name and a payload go into the gate, a pair of result and error comes out, and it never throws.',
    enforcedBy: 'The scanner, and tests that hand the gate whatever there is.',
    rules: ['EXE003'],
    tests: ['test/scanner/mutations.spec.ts', 'test/execution/tool-runner.spec.ts'],
  },
  {
    id: 'always-validated',
    statement: 'What goes into a plugin and what comes out of it is validated on every run.',
    enforcedBy: 'The scanner, which wants both validations around the run.',
    rules: ['EXE004'],
    tests: ['test/execution/input-validation.spec.ts', 'test/execution/output-validation.spec.ts'],
  },
  {
    id: 'always-counted',
    statement: 'Every execution is counted once, however it ends.',
    enforcedBy: 'The finally of the gate, whose shape the scanner holds.',
    rules: ['EXE004'],
    tests: ['test/scanner/mutations.spec.ts', 'test/execution/tool-runner.spec.ts'],
  },
  {
    id: 'errors-enveloped',
    statement:
      'Every failure is one envelope with exactly its keys, and tells of no stack and no path inside.',
    enforcedBy: 'One catalogue of errors, one filter, and tests that produce every code.',
    rules: [],
    tests: [
      'test/execution/error-envelope.spec.ts',
      'test/errors-lib/envelope.spec.ts',
      'test/errors/every-code-is-produced.spec.ts',
    ],
  },
  {
    id: 'two-statuses',
    statement: 'Every answer is a whole 200 or a whole 400, whatever arrives and whatever handlers do.',
    enforcedBy:
      'The edge, which lets nothing else onto the wire, and tests with broken bytes and broken handlers.',
    rules: [],
    tests: [
      'test/e2e/errors.spec.ts',
      'test/edge/mutated-requests.spec.ts',
      'test/edge/unruly-handlers.spec.ts',
    ],
  },
  {
    id: 'five-states',
    statement: 'A plugin is LOADED, INITIALIZED, RUNNING, FAILED or UNAVAILABLE, and moves by one table.',
    enforcedBy:
      'The scanner, which refuses a sixth state and a second set; and the table, which refuses other steps.',
    rules: ['EXE005'],
    tests: ['test/scanner/rules.spec.ts', 'test/plugin-stability/lifecycle.spec.ts'],
  },
  {
    id: 'job-states',
    statement: 'A job goes PENDING → RUNNING → SUCCESS or FAILED, and what is final stays.',
    enforcedBy:
      'Triggers of the database, SQLite and PostgreSQL alike: also who writes past the code is refused.',
    rules: [],
    tests: ['test/jobs/state-machine.spec.ts', 'test/jobs/job-guards.spec.ts'],
  },
  {
    id: 'no-job-lost',
    statement:
      'A job that was accepted comes to its end, also where its process is killed, and never to two.',
    enforcedBy: 'Leases on the rows and tokens that fence off who lost one; tests kill real processes.',
    rules: [],
    tests: [
      'test/jobs/lease-machine.spec.ts',
      'test/jobs/process-death.spec.ts',
      'test/jobs/queue-death.spec.ts',
    ],
  },
  {
    id: 'own-process',
    statement: 'A plugin runs in a process of its own, under limits; one that breaks harms no other.',
    enforcedBy: 'The sandbox, and tests with plugins that hang, exit, eat memory and reach out.',
    rules: [],
    tests: ['test/sandbox/isolation.spec.ts', 'test/faults/killed-plugins.spec.ts'],
  },
  {
    id: 'downward-imports',
    statement: 'Imports run downward only: what plugins, jobs and images are knows nothing of executions.',
    enforcedBy: 'dependency-cruiser, and the scanner by the same rules.',
    rules: ['EXE006'],
    tests: ['test/architecture/layers.spec.ts'],
  },
  {
    id: 'declared-access',
    statement: 'Every route says whom it answers; one that does not is answered to nobody.',
    enforcedBy: 'The guard of all routes, and a table of them that a test compares.',
    rules: [],
    tests: ['test/auth/routes.spec.ts', 'test/auth/undeclared-route.spec.ts'],
  },
  {
    id: 'no-way-out-of-types',
    statement: 'In apps/ and libs/ nothing leaves the type system, on which the scanner stands.',
    enforcedBy: 'The scanner; what has to is named in its policy, with its why.',
    rules: ['EXE008'],
    tests: ['test/scanner/rules.spec.ts'],
  },
  {
    id: 'sound-scan',
    statement: 'What the scanner did not understand it does not call clean.',
    enforcedBy:
      'The scanner judges itself: every source file, every name in its policy, no compile errors where it relies on types.',
    rules: ['EXE009'],
    tests: ['test/scanner/sound.spec.ts'],
  },
];
