import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findMutants } from './mutate/find-mutants.ts';
import { isNoticed } from './mutate/run-mutant.ts';
import { TARGETS } from './mutate/targets.ts';
import { UNNOTICEABLE } from './mutate/unnoticeable.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `Usage: npm run mutate [-- FILE[:LINE] …], where FILE is one of\n  ${Object.keys(TARGETS).join('\n  ')}\n`;

let survivors = 0;

function mutate(file: string, specs: readonly string[], line: string | undefined): void {
  if (isNoticed(ROOT, null, specs)) throw new Error(`The tests of ${file} fail as it is: mend them first.`);
  const mutants = findMutants(file, readFileSync(join(ROOT, file), 'utf8')).filter(
    (mutant) => line === undefined || String(mutant.line) === line,
  );
  for (const mutant of mutants) {
    const noticed = isNoticed(ROOT, mutant, specs);
    const known = UNNOTICEABLE.find(
      ({ file: where, from, to }) => where === file && from === mutant.from && to === mutant.to,
    );
    if (!noticed && known === undefined) survivors++;
    process.stdout.write(
      `${noticed ? 'noticed ' : known === undefined ? 'SURVIVED' : 'known   '}  ${file}:${mutant.line}  ${mutant.from}  →  ${mutant.to}${known === undefined ? '' : `  (${known.why})`}\n`,
    );
  }
}

const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked : Object.keys(TARGETS)) {
  const [file = '', line] = one.split(':');
  const specs = TARGETS[file];
  if (specs === undefined) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  mutate(file, specs, line);
}
process.stdout.write(`\n${survivors} survived.\n`);
process.exitCode = survivors === 0 ? 0 : 1;
