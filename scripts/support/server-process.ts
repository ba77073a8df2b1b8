import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A built program, and what it says when it is ready. */
interface Program {
  readonly main: string;
  readonly ready: RegExp;
}

const SERVER: Program = {
  main: fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url)),
  ready: /Swagger UI: (\S+)\/docs/,
};
const WORKER: Program = {
  main: fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url)),
  ready: /(at work)/,
};

/**
 * As the start scripts have them. A smaller young generation takes 50 MB less, and has fewer whole collections. Images are
 * counted against the heap: where it may double, and not only grow by a third, it is not collected as a whole, for 40 ms,
 * after every few of them.
 */
const NODE_FLAGS = [
  '--disable-sigusr1',
  '--max-semi-space-size=8',
  '--heap-growing-percent=100',
  '--enable-source-maps',
];

/** The built server as a process of its own, as `npm start` starts it. */
export interface ServerProcess {
  readonly process: ChildProcess;
  /** Everything it wrote so far. */
  readonly output: Readonly<Record<'stdout' | 'stderr', string>>;
  /** Waits until it listens and gives back its URL; rejects when it ends before. */
  ready(): Promise<string>;
  /** Waits for its end: the exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals | null>;
  /** Kills it if it lives and removes its DATA_DIR. */
  dispose(): Promise<void>;
}

/**
 * Starts the built server. It sees of the environment only PATH and what is given; PORT is a free one and
 * DATA_DIR new unless given.
 *
 * @param cwd the folder it is started in; its own temporary one unless given
 * @param wrapper a command that ends in running the one appended to it: `['setpriv', '--reuid=1000', '--']`
 */
export function spawnServer(
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
  wrapper: readonly string[] = [],
): Promise<ServerProcess> {
  return spawnProgram(SERVER, env, cwd, wrapper);
}

/** Starts the built worker, as `npm run start:worker` does; otherwise as {@link spawnServer}. It has no URL. */
export function spawnWorker(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  return spawnProgram(WORKER, env);
}

async function spawnProgram(
  program: Program,
  env: Readonly<Record<string, string>>,
  cwd?: string,
  wrapper: readonly string[] = [],
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-process-'));
  const command = [...wrapper, process.execPath, ...NODE_FLAGS, program.main];
  const [file = process.execPath, ...args] = command;
  const child = spawn(file, args, {
    cwd: cwd ?? folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const end = once(child, 'close');
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
      const said = program.ready.exec(output.stdout)?.[1];
      if (said !== undefined) resolve(said);
    });
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    void end.then(() => {
      reject(new Error(`the process ended: ${output.stderr}`));
    });
  });
  url.catch(() => undefined); // whoever does not wait for it does not want to know
  return {
    process: child,
    output,
    ready: () => url,
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
