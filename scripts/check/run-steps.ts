import { spawnSync } from 'node:child_process';
import type { Step } from './steps.ts';

/** Runs every step, also after one that failed, so that one failure does not hide the next. Gives back the names of those that failed. */
export function runSteps(steps: readonly Step[], folder: string): readonly string[] {
  return steps
    .filter(({ name, command: [program, ...given] }) => {
      process.stdout.write(`\n== ${name}\n`);
      const { status } = spawnSync(program, given, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
      return status !== 0;
    })
    .map(({ name }) => name);
}
