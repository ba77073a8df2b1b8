import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

/** The built server as a process of its own, as `npm start` starts it. */
export interface ServerProcess {
  readonly process: ChildProcess;
  /** Everything it wrote so far. */
  readonly output: { stdout: string; stderr: string };
  /** Waits until it listens and gives back its URL; rejects when it ends before. */
  ready(): Promise<string>;
  /** Waits for its end: the exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals | null>;
  /** Kills it if it lives and removes its DATA_DIR. */
  dispose(): Promise<void>;
}

/** Starts the built server with settings; PORT is free and DATA_DIR new unless given. */
export async function spawnServer(
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-process-'));
  const child = spawn(process.execPath, ['--disable-sigusr1', '--enable-source-maps', MAIN], {
    cwd: cwd ?? folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const end = once(child, 'close');
  return {
    process: child,
    output,
    ready: async () => {
      const url = (): string | undefined => /Swagger UI: (\S+)\/docs/.exec(output.stdout)?.[1];
      await until(() => url() !== undefined || child.exitCode !== null);
      const found = url();
      if (found === undefined) throw new Error(`the server ended: ${output.stderr}`);
      return found;
    },
    ended: async () => {
      await end;
      return child.exitCode ?? child.signalCode;
    },
    dispose: async () => {
      child.kill('SIGKILL');
      await end;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
