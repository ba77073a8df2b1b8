import { loadavg } from 'node:os';
import { FULL, QUICK } from '../measure/pace.ts';
import type { KeptResult, Run } from '../report/report.ts';
import { SECTIONS, type SectionName } from '../sections/catalogue.ts';
import { describeMachine } from './describe-machine.ts';
import type { BenchRequest } from './read-arguments.ts';

/** How a run is followed. */
export interface RunListener {
  readonly tell: (line: string) => void;
  readonly onResult: (name: SectionName, result: KeptResult) => Promise<void> | void;
}

/**
 * Runs sections one after another. One that fails does not take the others with it.
 *
 * @returns the names of those that failed
 */
export async function runSections(
  { sections, isQuick }: BenchRequest,
  { tell, onResult }: RunListener,
): Promise<SectionName[]> {
  const failed: SectionName[] = [];
  for (const name of sections) {
    const start = performance.now();
    const load = loadavg()[0] ?? Number.NaN;
    try {
      const section = await SECTIONS[name].load();
      const result = await section({
        pace: isQuick ? QUICK : FULL,
        tell: (line) => {
          tell(`${name}: ${line}`);
        },
      });
      const seconds = Math.round((performance.now() - start) / 1000);
      await onResult(name, { run: runOf(name, isQuick, load, seconds), ...result });
    } catch (thrown) {
      failed.push(name);
      tell(`${name} failed: ${Error.isError(thrown) ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    }
  }
  return failed;
}

function runOf(name: SectionName, isQuick: boolean, load: number, seconds: number): Run {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    node: process.version,
    command: `npm run bench -- ${name}${isQuick ? ' --quick' : ''}`,
    load: Math.round(load * 10) / 10,
    seconds,
  };
}
