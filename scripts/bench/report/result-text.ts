import { table } from '../../demo/table.ts';
import { isReached } from './judge.ts';
import type { SectionResult } from './section-result.ts';
import { figure } from './words.ts';

/** A result for a terminal. */
export function resultText({ tables, goals }: SectionResult): string {
  const parts = tables.map(({ caption, head, rows }) => `${caption}\n\n${table(head, rows)}\n`);
  const rows = goals.map((goal) => [
    goal.what,
    `${goal.bound} ${goal.limit} ${goal.unit}`,
    `${figure(goal.reached)} ${goal.unit}`,
    isReached(goal) ? 'reached' : 'not reached',
  ]);
  if (rows.length > 0) parts.push(`${table(['goal', '', 'measured', ''], rows)}\n`);
  return parts.join('\n');
}
