import { github } from './github.ts';
import { json } from './json.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** The reporters by the names of their formats. */
export const reporters: Readonly<Record<string, Reporter>> = Object.freeze({ text, json, github, sarif });
