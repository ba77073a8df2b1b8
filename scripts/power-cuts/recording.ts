import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareFolder } from './compare-folder.ts';
import type { Recording } from './disk-record.ts';
import { readLog } from './read-log.ts';

const SOURCE = fileURLToPath(new URL('./record.c', import.meta.url));
const WORKLOAD = fileURLToPath(new URL('./workload.ts', import.meta.url));
/** After how many acknowledgements each process is killed; the last one is not, and closes the store. */
const ROUNDS = [250, 400, 0] as const;

/** What is in the folder of a recording. */
const [DISK, LOG] = ['disk', 'log'] as const;

/** Where DATA_DIR is, below the folder that is recorded. Neither of its folders is there before. */
export const DATA_DIR = 'srv/gatehouse';

/**
 * Has processes work with a store one after the other, and records what they do to its files.
 *
 * @param folder an empty one
 * @throws Error where there is no C compiler, where a process fails, or where something was written past the recorder
 */
export async function record(folder: string, seed: string): Promise<Recording> {
  const recorder = join(folder, 'record.so');
  run('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-pthread', '-o', recorder, SOURCE, '-ldl'], process.env);
  await mkdir(join(folder, DISK));
  const root = await realpath(join(folder, DISK));
  const log = join(folder, LOG);
  const marks = join(folder, 'marks');
  const env = {
    PATH: process.env['PATH'],
    LD_PRELOAD: recorder,
    RECORD_ROOT: root,
    RECORD_LOG: log,
    RECORD_MARKS: marks,
    UV_USE_IO_URING: '0', // what goes to the kernel by a ring passes the recorder
  };
  for (const [round, most] of ROUNDS.entries()) {
    const args = [WORKLOAD, join(root, DATA_DIR), marks, `${seed} ${round}`, String(most)];
    run(process.execPath, args, env, most === 0 ? null : 'SIGKILL');
    const different = compareFolder(await readRecording(folder));
    if (different.length > 0) throw new Error(`written past the recorder: ${different.join(', ')}`);
  }
  return readRecording(folder);
}

/** What was recorded in a folder. Null where nothing was. */
export async function findRecording(folder: string): Promise<Recording | null> {
  return existsSync(join(folder, LOG)) ? readRecording(folder) : null;
}

async function readRecording(folder: string): Promise<Recording> {
  return { root: await realpath(join(folder, DISK)), records: readLog(readFileSync(join(folder, LOG))) };
}

function run(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  expected: NodeJS.Signals | null = null,
): void {
  const { status, signal, error, stderr } = spawnSync(file, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const isRight = expected === null ? status === 0 : signal === expected;
  if (!isRight) throw new Error(`${file} failed: ${error?.message ?? String(stderr)}`);
}
