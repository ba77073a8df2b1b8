import { readFileSync, writeFileSync } from 'node:fs';
import { withPowerCuts, type PowerCutsRun } from './power-cuts-section.ts';

const RUN = new URL('../../docs/power-cuts.json', import.meta.url);
const PAGE = new URL('../../docs/faults.md', import.meta.url);

/** The last run of `npm run power-cuts` that was written down. */
export function readPowerCuts(): PowerCutsRun {
  return JSON.parse(readFileSync(RUN, 'utf8')) as PowerCutsRun; // written by `writePowerCuts` alone
}

/** Writes a run down, and its section of docs/faults.md. */
export function writePowerCuts(run: PowerCutsRun): void {
  writeFileSync(RUN, JSON.stringify(run));
  writeFileSync(PAGE, withPowerCuts(readFileSync(PAGE, 'utf8'), run));
}
