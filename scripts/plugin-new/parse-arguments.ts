import { parseArgs } from 'node:util';
import { nameProblem } from './plugin-name.ts';

const USAGE = `Usage: npm run plugin:new -- NAME              a plugin in this repository, in TypeScript
       npm run plugin:new -- NAME --in FOLDER  a plugin outside of it, in JavaScript: FOLDER/NAME`;

/** What is to be made. */
export interface NewPlugin {
  readonly name: string;
  /** The folder to put it in, as it was typed; null for one in the repository. */
  readonly parent: string | null;
}

/**
 * Reads the command line.
 *
 * @throws Error that says what is wrong and how it is used
 */
export function parseArguments(words: readonly string[]): NewPlugin {
  const { name, parent, others } = split(words);
  if (name === undefined || others.length > 0 || parent === '') throw new Error(USAGE);
  const problem = nameProblem(name);
  if (problem !== null) throw new Error(problem);
  return { name, parent };
}

function split(words: readonly string[]): {
  readonly name: string | undefined;
  readonly others: readonly string[];
  readonly parent: string | null;
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { in: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, ...others] = positionals;
    return { name, others, parent: values.in ?? null };
  } catch {
    throw new Error(USAGE);
  }
}
