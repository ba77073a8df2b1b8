import { SANDBOX_FAILURE, type SandboxFailureKind } from '../sandbox-failure.js';

/** How a process ended. */
export interface ExitReport {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to standard error. */
  readonly stderr: string;
  /** The error that escaped from it, where it could still say so. */
  readonly fatal: { readonly message: string; readonly stack: string } | null;
}

/** An exit put into a kind of failure and words. */
export interface ExitVerdict {
  readonly kind: SandboxFailureKind;
  readonly message: string;
  readonly stack: string | null;
}

// What V8 and libc print when memory ends; the exit code alone (134, SIGABRT) says only "aborted".
const OUT_OF_MEMORY = /heap out of memory|Fatal process out of memory|Cannot allocate memory|bad_alloc/;

/** Judges an exit that nobody asked for. */
export function judgeExit({ code, signal, stderr, fatal }: ExitReport): ExitVerdict {
  if (OUT_OF_MEMORY.test(stderr)) {
    return { kind: SANDBOX_FAILURE.OUT_OF_MEMORY, message: 'out of memory', stack: stderr };
  }
  if (fatal !== null) {
    return {
      kind: SANDBOX_FAILURE.CRASHED,
      message: `an error was thrown outside of the call: ${fatal.message}`,
      stack: fatal.stack,
    };
  }
  const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
  return { kind: SANDBOX_FAILURE.CRASHED, message: how, stack: stderr === '' ? null : stderr };
}
