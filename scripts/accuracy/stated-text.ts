import { markdownTable } from '../docs/markdown-table.ts';
import type { StatedFigure } from './stated-figures.ts';

/** What a plugin states, as the manifest says it: in the description of `output_schema`. */
export function statedSentence(stated: readonly StatedFigure[]): string {
  const parts = stated.map(({ set, measure, at_least }) => `${set}, ${measure}: ${at_least}`);
  return `Measured by npm run accuracy, at least: ${parts.join('; ')}`;
}

/** The same as its page has it. */
export function statedTable(stated: readonly StatedFigure[]): string {
  // what has an @ would be taken for an address
  const told = (measure: string): string => (measure.includes('@') ? `\`${measure}\`` : measure);
  const rows = stated.map(({ set, measure, at_least }) => [set, told(measure), String(at_least)]);
  return markdownTable(['set', 'measure', 'at least'], rows);
}
