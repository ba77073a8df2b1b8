import type { AuditLine } from './audit-line.ts';
import { CHECKLIST } from './checklist.ts';

/**
 * The lines that are asked for: all, or those of these ids and sections, in the order of the checklist.
 *
 * @param only ids and letters with commas between them, as `A1,E`; undefined for all
 * @throws Error where there is no such line or section
 */
export function selectLines(only: string | undefined): readonly AuditLine[] {
  const lines = CHECKLIST.flatMap((section) => section.lines);
  if (only === undefined) return lines;
  const asked = only.split(',').map((word) => word.trim().toUpperCase());
  const known = [...CHECKLIST.map(({ letter }) => letter), ...lines.map(({ id }) => id)];
  const unknown = asked.filter((word) => !known.includes(word));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')} in the checklist.`);
  return lines.filter(({ id }) => asked.includes(id) || asked.includes(id.slice(0, 1)));
}
