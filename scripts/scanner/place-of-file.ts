import type { Place } from './model.ts';

/** A file as a whole. */
export function placeOfFile(file: string): Place {
  return { file, line: 1, column: 1, within: '', text: '' };
}
