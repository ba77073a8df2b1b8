import type { NewFile } from './new-file.ts';

/** All that making a plugin changes, and what its author does next. Paths are absolute. */
export interface MadePlugin {
  readonly folder: string;
  /** Files that must not be there yet. */
  readonly files: readonly NewFile[];
  /** Files that are there, with their new text. */
  readonly edits: readonly NewFile[];
  /** Commands that work as they stand. */
  readonly next: readonly string[];
}
