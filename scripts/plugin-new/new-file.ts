/** A file to be written: its path, relative to where the plugin is made, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Text of a JSON file, as Prettier has it where nothing is longer than a line. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
