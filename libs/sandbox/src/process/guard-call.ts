import { SANDBOX_FAILURE, type SandboxFailureKind } from '../sandbox-failure.js';
import type { SandboxCall } from '../sandbox-spec.js';
import { watchMemory } from './memory-watch.js';

/** What a guard may do to the process it guards a call of. */
export interface GuardedProcess {
  readonly pid: number | undefined;
  /** Most resident bytes. */
  readonly maxResidentBytes: number;
  /** Asks the program to give up. */
  cancel(): void;
  /** Ends the process, and says why. */
  condemn(kind: SandboxFailureKind, message: string): void;
}

/** How long a cancelled program may take to come to rest before it is killed. */
const CANCEL_GRACE_MS = 200;

/**
 * Sets every limit that ends a call from outside: time, memory, and a caller who gives up.
 *
 * @returns what lifts them
 */
export function guardCall({ timeoutMs, signal }: SandboxCall, process: GuardedProcess): () => void {
  const deadline = setTimeout(() => {
    process.condemn(SANDBOX_FAILURE.TIMED_OUT, `it did not finish within ${timeoutMs} ms`);
  }, timeoutMs);
  const stopWatch = watchMemory(process.pid ?? 0, process.maxResidentBytes, () => {
    process.condemn(SANDBOX_FAILURE.OUT_OF_MEMORY, 'out of memory');
  });
  let grace: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    process.cancel();
    grace = setTimeout(() => {
      process.condemn(SANDBOX_FAILURE.CANCELLED, 'it was cancelled');
    }, CANCEL_GRACE_MS);
  };
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(deadline);
    clearTimeout(grace);
    stopWatch();
    signal?.removeEventListener('abort', onAbort);
  };
}
