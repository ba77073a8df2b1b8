import { spawn } from 'node:child_process';

/** How a command ended. */
export interface CommandOutcome {
  readonly isOk: boolean;
  readonly seconds: number;
  /** All that it said. */
  readonly output: string;
}

/** Runs one command line to its end. Never rejects: what cannot be started has failed. */
export function runCommand(command: string, folder: string): Promise<CommandOutcome> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<CommandOutcome>();
  const child = spawn(command, { cwd: folder, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const end = (isOk: boolean): void => {
    resolve({ isOk, seconds: (performance.now() - began) / 1000, output });
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  child.once('error', ({ message }) => {
    output += message;
    end(false);
  });
  child.once('close', (code) => {
    end(code === 0);
  });
  return promise;
}
