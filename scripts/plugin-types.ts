import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pluginPath } from './support/plugin-path.ts';
import { typesFile, type ManifestSchemas } from './plugin-types/types-file.ts';
import { typesPath } from './plugin-types/types-path.ts';

const USAGE = 'Usage: npm run plugin:types -- NAME | PATH\n';

const [typed] = process.argv.slice(2);
if (typed === undefined || typed.startsWith('-')) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  const folder = pluginPath(typed);
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8')) as ManifestSchemas; // the server judges it
    const file = typesPath(folder);
    writeFileSync(file, await typesFile(manifest));
    process.stdout.write(`Wrote ${relative(process.cwd(), file)}: the types Options and Output.\n`);
  } catch (problem) {
    process.stderr.write(`${join(folder, 'plugin.json')} cannot be used: ${String(problem)}\n`);
    process.exitCode = 1;
  }
}
