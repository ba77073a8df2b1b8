import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { QueueFigures, QueueWork } from './time-queue.ts';

const PROGRAM = fileURLToPath(new URL('../programs/queue-run.ts', import.meta.url));
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Whose queue it is, and where it keeps its jobs. */
export interface QueueHome {
  readonly kind: 'ours' | 'raw';
  /** DATABASE_URL, or DATA_DIR. */
  readonly env: Readonly<Record<string, string>>;
}

/** Times a queue in a process of its own. */
export async function runQueue({ kind, env }: QueueHome, work: QueueWork): Promise<QueueFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, kind, JSON.stringify(work)], {
    env: { PATH: process.env['PATH'], ...env },
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  return JSON.parse(stdout) as QueueFigures; // queue-run.ts wrote it
}
