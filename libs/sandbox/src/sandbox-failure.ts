/** Every way a call into a sandbox can end without a reply. */
export const SANDBOX_FAILURE = Object.freeze({
  /** The program threw; the process lives. */
  THREW: 'threw',
  /** What it returned cannot be said in JSON. */
  REPLY_NOT_JSON: 'reply_not_json',
  /** What it returned is larger, deeper or of more values than allowed. */
  REPLY_TOO_LARGE: 'reply_too_large',
  TIMED_OUT: 'timed_out',
  OUT_OF_MEMORY: 'out_of_memory',
  /** The process ended by itself or was ended from outside. */
  CRASHED: 'crashed',
  /** It wrote what is no frame to the channel, or a frame out of turn. */
  PROTOCOL: 'protocol',
  CANCELLED: 'cancelled',
  QUEUE_FULL: 'queue_full',
  /** The program could not be started or its `initialize` failed. */
  START_FAILED: 'start_failed',
  /** The pool was closed. */
  CLOSED: 'closed',
} as const);

/** One of the ways a call can end without a reply. */
export type SandboxFailureKind = (typeof SANDBOX_FAILURE)[keyof typeof SANDBOX_FAILURE];

/** A call ended without a reply. `message` says how in words; of `threw` it is the thrown value's own message. */
export class SandboxFailure extends Error {
  constructor(
    readonly kind: SandboxFailureKind,
    message: string,
    remoteStack: string | null = null,
  ) {
    super(message);
    this.name = 'SandboxFailure';
    // The stack inside the process is the one that helps; the host's own only shows who was waiting.
    if (remoteStack !== null) this.stack = remoteStack;
  }
}
