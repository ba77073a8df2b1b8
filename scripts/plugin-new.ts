import { relative } from 'node:path';
import { planFolder } from './plugin-new/make-folder.ts';
import { planWorkspace } from './plugin-new/make-workspace.ts';
import type { MadePlugin } from './plugin-new/made-plugin.ts';
import { parseArguments, type NewPlugin } from './plugin-new/parse-arguments.ts';
import { writePlugin } from './plugin-new/write-plugin.ts';
import { typesPath } from './plugin-types/types-path.ts';
import { ROOT } from './support/plugin-path.ts';

function plan({ name, parent }: NewPlugin): MadePlugin {
  return parent === null ? planWorkspace(name) : planFolder({ name, parent });
}

function tell({ folder, files, edits, next }: MadePlugin): string {
  const show = (path: string): string => (path.startsWith(ROOT) ? relative(ROOT, path) : path);
  return [
    `Made the plugin ${show(folder)}:`,
    ...files.map(({ path }) => `  ${show(path)}`),
    `  ${show(typesPath(folder))} (written from plugin.json)`,
    ...edits.map(({ path }) => `  ${show(path)} (knows of it)`),
    '',
    'Next, from the root of Gatehouse:',
    ...next.map((command) => `  ${command}`),
    '',
    'docs/plugins/authoring.md says what to change then.',
    '',
  ].join('\n');
}

try {
  const made = plan(parseArguments(process.argv.slice(2)));
  await writePlugin(made);
  process.stdout.write(tell(made));
} catch (problem) {
  process.stderr.write(`${Error.isError(problem) ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
}
