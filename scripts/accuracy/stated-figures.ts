import { readFileSync } from 'node:fs';

/** What is promised of a figure. */
export interface StatedFigure {
  readonly set: string;
  readonly measure: string;
  /** No less is measured. */
  readonly at_least: number;
}

/** What a plugin's `accuracy.json` states, and its page and its manifest repeat. */
export function statedFigures(plugin: string): readonly StatedFigure[] {
  const file = new URL(`../../libs/vision/${plugin}/accuracy.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly StatedFigure[]; // held to it by test/accuracy
}
