import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Closable } from './with-open.ts';

/** A server to compare with, in a process of its own. */
export interface StartedProgram extends Closable {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly pid: number;
}

/** Starts a program of `../programs`; the first line it says is its URL. */
export async function startProgram(name: string, ...args: readonly string[]): Promise<StartedProgram> {
  const file = fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
  if (!Buffer.isBuffer(line)) throw new Error(`${name} ended before it listened.`);
  return {
    url: new URL(line.toString().trim()).origin,
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
