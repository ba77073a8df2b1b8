import { basename } from 'node:path';
import { WIRE_EXCEPTIONS } from '@gatehouse/http-edge';
import { INVARIANTS } from '../../apps/server/src/governance/invariants.ts';
import { allRules } from '../scanner/rules/all-rules.ts';

const INTRODUCTION = `# Execution governance

What holds for every execution and every answer, and what sees to it. This page is written by \`npm run docs:governance\`
from the data that the code itself goes by; a test compares.
`;

const PROMISES = `## What holds

\`GET /v1/governance\` answers the same, with how these tests ended where the server was built:
`;

const PATH = `## The path

controller → \`AnalysisExecutionService\` → \`JobExecutionService\` → \`PluginExecutionService\` → \`ToolRunner\` → \`plugin.run()\`

Each knows the next one only. \`ToolRunner\` validates what goes in and what comes out, never throws, and writes the metrics
whatever happens. \`npm run scan\` refuses code that steps around it:
`;

const WIRE = `## What is on the wire

Every answer is one whole 200, or one whole 400 with the error envelope: for unknown routes, malformed HTTP, oversized
bodies, wrong keys and overload too. What other servers say by a status is said by \`error.type\` and
\`error.details.code\` ([errors](../errors.md)). Nothing else is ever sent but this:
`;

/** The text of docs/design/execution-governance.md, made of the invariants, the scanner's rules and the edge's exceptions. */
export function governancePage(): string {
  return [
    INTRODUCTION,
    PROMISES,
    table(
      ['Invariant', 'What holds', 'What sees to it', 'Rules', 'Tests'],
      INVARIANTS.map(({ id, statement, enforcedBy, rules, tests }) => [
        id,
        statement,
        enforcedBy,
        rules.join(', '),
        tests.map((test) => `[${basename(test)}](../../${test})`).join(', '),
      ]),
    ),
    PATH,
    table(
      ['Rule', 'What it holds', 'Why'],
      allRules.map(({ id, statement, why }) => [id, statement, why]),
    ),
    WIRE,
    table(
      ['Exception', 'What', 'Why'],
      WIRE_EXCEPTIONS.map(({ id, what, why }) => [id, what, why]),
    ),
  ].join('\n');
}

/** Columns stand under one another, as Prettier would have them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  lines.splice(1, 0, line(widths.map((width) => '-'.repeat(width))));
  return lines.join('');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
