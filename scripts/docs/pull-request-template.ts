import { INVARIANTS } from '../../apps/server/src/governance/invariants.ts';

const HEAD = `<!-- Written by \`npm run docs:governance\`. -->

## What changes, and why

## How it was seen to work

## What still holds

\`npm run check\` sees to these; tick those that this change touches, and say how it keeps them.
`;

const FOOT = `A change of the scanner's policy, of a frozen literal in \`test/architecture/pins.spec.ts\`, or of this list is a change
of what was promised: say so above.
`;

/** The text of .github/pull_request_template.md, made of the invariants. */
export function pullRequestTemplate(): string {
  const holds = INVARIANTS.map(({ id, statement }) => `- [ ] ${statement} (\`${id}\`)\n`).join('');
  return [HEAD, holds, FOOT].join('\n');
}
