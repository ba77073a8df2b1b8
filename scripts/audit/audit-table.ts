import { table } from '../demo/table.ts';
import type { AuditLine } from './audit-line.ts';
import type { AuditedLine } from './run-audit.ts';

/** What an audit found, a row for each line; a line that failed shows what failed, any other all that shows it. */
export function auditTable(lines: readonly AuditedLine[]): string {
  return table(
    ['', 'outcome', 'what holds', 'shown by'],
    lines.map(({ id, statement, isOk, commands, failed }) => [
      id,
      isOk ? 'ok' : 'FAILED',
      statement,
      (isOk ? commands : failed).join(' && '),
    ]),
  );
}

/** The lines and what would show them. */
export function listTable(lines: readonly AuditLine[]): string {
  return table(
    ['', 'what holds', 'shown by'],
    lines.map(({ id, statement, commands }) => [id, statement, commands.join(' && ')]),
  );
}
