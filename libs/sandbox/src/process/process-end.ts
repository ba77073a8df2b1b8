import { SANDBOX_FAILURE, type SandboxFailureKind } from '../sandbox-failure.js';

/** Why a process that had been ready is no more, where it was not simply let go for want of work. */
export const PROCESS_END = Object.freeze({
  /** It ended by itself. */
  CRASHED: 'crashed',
  /** Somebody else killed it: a person, or the kernel for want of memory. */
  KILLED: 'killed',
  OUT_OF_MEMORY: 'out_of_memory',
  TIMED_OUT: 'timed_out',
  /** It went on with a call whose caller had given up. */
  CANCELLED: 'cancelled',
  /** It wrote what it may not to its channel. */
  PROTOCOL: 'protocol',
  /** After a call it held what it should have let go, did not come to rest, or had made many calls. */
  RECYCLED: 'recycled',
} as const);

/** One of the ways in which a process ends that others wanted to use. */
export type ProcessEnd = (typeof PROCESS_END)[keyof typeof PROCESS_END];

/**
 * Puts the end of a process into one of the words.
 *
 * @param kind why it was ended, or how it ended by itself; null where that is not known
 * @param wasStruck whether somebody else killed it
 */
export function processEnd(kind: SandboxFailureKind | null, wasStruck: boolean): ProcessEnd {
  if (wasStruck) return PROCESS_END.KILLED;
  switch (kind) {
    case SANDBOX_FAILURE.OUT_OF_MEMORY:
      return PROCESS_END.OUT_OF_MEMORY;
    case SANDBOX_FAILURE.TIMED_OUT:
      return PROCESS_END.TIMED_OUT;
    case SANDBOX_FAILURE.CANCELLED:
      return PROCESS_END.CANCELLED;
    case SANDBOX_FAILURE.PROTOCOL:
      return PROCESS_END.PROTOCOL;
    case SANDBOX_FAILURE.CLOSED:
      return PROCESS_END.RECYCLED;
    default:
      return PROCESS_END.CRASHED;
  }
}
