import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

/** A mutant may run for ever; whoever waits this long for a test has noticed it. */
const LONGEST_MS = 180_000;

/**
 * Whether the specs notice a mutant. They are run one after the other, to the first that does.
 *
 * @param mutant null for the file as it is, which nothing should notice
 */
export function isNoticed(root: string, mutant: Mutant | null, specs: readonly string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-mutant-'));
  const text = join(folder, 'mutant.ts');
  if (mutant !== null) writeFileSync(text, mutant.text);
  const env = {
    ...process.env,
    ...(mutant === null ? {} : { MUTANT_FILE: join(root, mutant.file), MUTANT_TEXT: text }),
  };
  try {
    return specs.some((spec) => {
      const { status } = spawnSync(
        process.execPath,
        [
          '--experimental-vm-modules',
          '--disable-warning=ExperimentalWarning',
          'node_modules/jest/bin/jest.js',
          '--config=scripts/mutate/jest.config.js',
          '--runInBand',
          '--forceExit',
          '--runTestsByPath',
          spec,
        ],
        { cwd: root, env, stdio: 'ignore', timeout: LONGEST_MS, killSignal: 'SIGKILL' },
      );
      return status !== 0;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
