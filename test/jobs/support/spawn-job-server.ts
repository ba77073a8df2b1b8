import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./job-server.ts', import.meta.url));

const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that holds a store; see job-server.ts. */
export interface JobServer {
  /** Its lines as they come. Ends with the process. */
  readonly lines: AsyncIterator<string>;
  /** What it said on its error output, once it has ended. */
  readonly complaint: Promise<string>;
  /** Sends it a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export function spawnJobServer(...args: readonly string[]): JobServer {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const exited = once(child, 'exit');
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    complaint: text(child.stderr),
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
