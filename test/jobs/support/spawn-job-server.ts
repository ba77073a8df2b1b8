import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const pathOf = (program: string): string => fileURLToPath(new URL(`./${program}.ts`, import.meta.url));

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
  /** Sends it a signal. */
  send(signal: NodeJS.Signals): void;
  /** Sends it a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export function spawnJobServer(
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): JobServer {
  return spawnServer('job-server', args, settings);
}

/** One that also tells what it makes sure is on the disk before it is open; see tell-syncs.ts. */
export function spawnTellingJobServer(dataDir: string): JobServer {
  return spawnServer('job-server', [], { DATA_DIR: dataDir }, ['--import', pathOf('tell-syncs')]);
}

/**
 * A process that submits jobs and works on them; see queue-server.ts.
 *
 * @param settings where it keeps its jobs, and what else it is told
 */
export function spawnQueueServer(
  settings: Readonly<Record<string, string>>,
  { submits, works = 8 }: { readonly submits: number; readonly works?: number },
): JobServer {
  return spawnServer('queue-server', [String(submits), String(works)], settings);
}

/** What a process that works on jobs is told; see shared-worker.ts. */
export interface WorkerOrders {
  /** How long each job takes. */
  readonly milliseconds: number;
  readonly concurrency: number;
  /** Whether it says its end also of a job that was taken from it. */
  readonly isStubborn?: boolean;
}

/** A process that works on jobs; see shared-worker.ts. */
export function spawnJobWorker(
  settings: Readonly<Record<string, string>>,
  { milliseconds, concurrency, isStubborn = false }: WorkerOrders,
): JobServer {
  const args = [String(milliseconds), String(concurrency), ...(isStubborn ? ['stubborn'] : [])];
  return spawnServer('shared-worker', args, settings);
}

function spawnServer(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): JobServer {
  const child = spawn(process.execPath, [...options, pathOf(program), ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const exited = once(child, 'exit');
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    complaint: text(child.stderr),
    send: (signal) => {
      child.kill(signal);
    },
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
