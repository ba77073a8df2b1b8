import { fileURLToPath } from 'node:url';
import { table } from './demo/table.ts';
import { installedSizes } from './size/installed-sizes.ts';

/*
 * How much is installed of others' packages, for production: the server alone, which is to stay small, and what each
 * plugin adds. Packages that two plugins share are told with each of them.
 */

const MEGABYTE = 1_000_000;
const MOST_MB = 100;

const sizes = installedSizes(fileURLToPath(new URL('..', import.meta.url)));
const rows = sizes.map(({ what, packages, bytes }) => [
  what,
  String(packages),
  (bytes / MEGABYTE).toFixed(1),
]);
process.stdout.write(`${table(['', 'packages', 'MB'], rows)}\n`);
const isSmall = (sizes[0]?.bytes ?? Infinity) < MOST_MB * MEGABYTE;
if (!isSmall) process.stdout.write(`\nThe server alone is to stay under ${MOST_MB} MB.\n`);
process.exitCode = isSmall ? 0 : 1;
