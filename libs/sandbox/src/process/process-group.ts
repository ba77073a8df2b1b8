import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { LaunchCommand } from '../hardening/launch-command.js';
import { CHANNEL_DESCRIPTOR } from '../channel/frame.js';
import { StderrTail } from './stderr-tail.js';

/** How a process ended, as the kernel tells it. */
export interface GroupExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to standard error. */
  readonly stderr: string;
  /** Why it could not be spawned; else null. */
  readonly spawnProblem: Error | null;
}

/** How long the pipes of a process that is gone may bring what is still in them. */
const DRAIN_MS = 100;

/** A process and whatever it starts: one group, ended by one signal. */
export class ProcessGroup {
  /** Resolves, never rejects, when the group is gone and its pipes are read. */
  readonly exited: Promise<GroupExit>;
  /** The host's end of the socket pair. */
  readonly channel: Socket;

  private readonly child: ChildProcess;
  private gone = false;

  /** @param environment all that it has */
  constructor({ file, args }: LaunchCommand, environment: Readonly<Record<string, string>>) {
    this.child = spawn(file, args, {
      cwd: '/',
      env: { ...environment },
      detached: true, // a session and a group of its own
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.channel = channelOf(this.child);
    this.exited = this.watch(new StderrTail(this.child.stderr));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** True as soon as its end is known. */
  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  kill(): void {
    const { pid } = this.child;
    // Once its exit was seen and its group ended, the number may be another's.
    if (pid === undefined || this.gone) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // nobody of that group is left
    }
  }

  private async watch(stderr: StderrTail): Promise<GroupExit> {
    const spawnProblem = await new Promise<Error | null>((resolve) => {
      this.child.once('exit', () => {
        // What it left running holds the pipes open: it goes too, and then they close.
        this.kill();
        this.gone = true;
        // A turn later still: on a busy machine the timer comes before what the pipes hold was read.
        setTimeout(() => setImmediate(resolve, null), DRAIN_MS).unref();
      });
      this.child.once('close', () => {
        resolve(null);
      });
      this.child.once('error', resolve);
    });
    this.channel.destroy();
    this.child.stderr?.destroy();
    const { exitCode: code, signalCode: signal } = this.child;
    return { code, signal, stderr: stderr.text, spawnProblem };
  }
}

/** Without a free descriptor there is no socket pair and no process: the "error" event is on the way. */
function channelOf({ stdio }: { readonly stdio?: readonly unknown[] }): Socket {
  const socket = stdio?.[CHANNEL_DESCRIPTOR];
  return socket instanceof Socket ? socket : new Socket();
}
