/** One thing that is checked. */
export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...given: string[]];
  /** Whether it is quick enough for every commit. */
  readonly isQuick: boolean;
}

const run = (script: string, ...given: string[]): Step['command'] => [
  'npm',
  'run',
  '--silent',
  script,
  ...(given.length > 0 ? ['--', ...given] : []),
];

/** What `npm run check` does, in its order: first what is quickest to say that something is wrong. */
export const STEPS: readonly Step[] = [
  { name: 'scan', command: run('scan'), isQuick: true },
  { name: 'format', command: run('format:check'), isQuick: false },
  { name: 'types and build', command: run('typecheck'), isQuick: true },
  { name: 'imports', command: run('graph'), isQuick: true },
  { name: 'unused', command: run('unused'), isQuick: false },
  { name: 'lint', command: run('lint'), isQuick: false },
  { name: 'tests, with coverage', command: run('test', '--coverage'), isQuick: false },
];

/** What formatters and linters know, by its ending. */
const FORMATTED = /\.(ts|js|mjs|json|md|ya?ml|css|html)$/;
const LINTED = /\.(ts|js|mjs)$/;

/**
 * The quick part: what is to be committed is formatted and linted, and nothing else.
 *
 * @param staged the files that are to be committed, from the root
 */
export function quickSteps(staged: readonly string[]): readonly Step[] {
  const formatted = staged.filter((file) => FORMATTED.test(file));
  const linted = staged.filter((file) => LINTED.test(file));
  return [
    ...STEPS.filter(({ isQuick }) => isQuick),
    ...(formatted.length === 0
      ? []
      : [step('format', 'npx', 'prettier', '--check', '--ignore-unknown', '--', ...formatted)]),
    ...(linted.length === 0
      ? []
      : [step('lint', 'npx', 'eslint', '--no-warn-ignored', '--max-warnings=0', '--', ...linted)]),
  ];
}

const step = (name: string, ...command: Step['command']): Step => ({ name, command, isQuick: true });
