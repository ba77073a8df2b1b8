import type { AuditLine } from '../audit/audit-line.ts';
import { CHECKLIST } from '../audit/checklist.ts';

const INTRODUCTION = `# Repository audit checklist

\`npm run audit\` goes through all of it: it runs each of the commands once, prints every line with how it came out, and ends
with 0 where all of them hold. \`npm run audit -- --only A1,E\` takes some lines or sections, \`npm run audit -- --list\` only
names them. A line holds where each of its commands ends with 0.

This page is written by \`npm run docs:audit\` from the data that the audit goes by; a test compares.
`;

/** The text of docs/repo-audit-checklist.md, made of the checklist. */
export function checklistPage(): string {
  const sections = CHECKLIST.map(
    ({ letter, title, lines }) => `## ${letter}. ${title}\n\n${lines.map(box).join('')}`,
  );
  return [INTRODUCTION, ...sections].join('\n');
}

function box({ id, statement, commands }: AuditLine): string {
  return `- [ ] **${id}** ${statement}: ${commands.map((command) => `\`${command}\``).join(', ')}\n`;
}
