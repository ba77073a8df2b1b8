import type { ExecutionProgress, JsonObject } from '@gatehouse/contracts';
import type { ProcessEnd } from './process/process-end.js';

/** What runs in a sandbox and how tightly it is held. */
export interface SandboxSpec {
  /** For logs and process lists: "plugin:ocr", "decoder". */
  readonly name: string;
  /** The server that it belongs to, by its folder of data: no two servers on a machine may share a user id. */
  readonly owner: string;
  /** The ES module that is the process's main program; it calls `serveSandbox`. See `builtProgram`. */
  readonly program: URL;
  /** Handed to the program's `initialize`. */
  readonly argument: JsonObject;
  /** Its whole environment: nothing of the server's is ever passed on. Empty unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Absolute paths the process may read, besides the program's own packages. */
  readonly readPaths: readonly string[];
  /** Absolute paths the process may write. */
  readonly writePaths: readonly string[];
  /** Whether native addons may be loaded. */
  readonly addons: boolean;
  /** Whether the process keeps the network. */
  readonly network: boolean;
  /** Memory for the program above what an idle process has. */
  readonly memoryMb: number;
  /** From spawn to the end of `initialize`. */
  readonly startTimeoutMs: number;
  /** Most bytes of one reply, header and body. */
  readonly maxReplyBytes: number;
  /** Processes at most; each does one call at a time. */
  readonly maxProcesses: number;
  /** Milliseconds after which a process that waits for a call is let go; one is kept. */
  readonly idleMs: number;
  /** Calls that may wait for a process; one more is refused as `queue_full`. */
  readonly maxQueue: number;
  /** Log lines that belong to no call. */
  readonly onLog?: SandboxLog;
  /** Told of each process that had been ready and is gone, but for those that were let go because nothing came. */
  readonly onProcessEnd?: (end: ProcessEnd) => void;
}

/** One call into a sandbox. */
export interface SandboxCall {
  readonly header: JsonObject;
  readonly body: Uint8Array;
  /** From the moment a ready process has the call; then the process is killed. Waiting and starting do not count. */
  readonly timeoutMs: number;
  /** Aborting it ends the call within 500 ms, whatever the program does. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  /** What the program writes meanwhile, and what the call left in the process; a moment after the answer, too. */
  readonly onLog?: SandboxLog;
  /** Called when a process takes the call out of the queue. */
  readonly onStart?: () => void;
}

/** The answer to a call. `body` has no bytes unless the program gave some. */
export interface SandboxReply {
  readonly header: JsonObject;
  readonly body: Uint8Array;
}

/** How serious a line of a program's log is. */
export type SandboxLogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Writes a line to the host's log. */
export type SandboxLog = (level: SandboxLogLevel, message: string) => void;
