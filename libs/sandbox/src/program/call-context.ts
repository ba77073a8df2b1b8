import type { ExecutionProgress } from '@gatehouse/contracts';
import { MAX_PROGRESS_MESSAGE, PROGRESS_INTERVAL_MS } from '../channel/program-limits.js';
import type { SandboxLog } from '../sandbox-spec.js';

/** What a program is told of the call it is working on. */
export interface CallContext {
  /** Aborted when the caller gave up. */
  readonly signal: AbortSignal;
  /** Milliseconds since the Unix epoch at which the process will be killed. */
  readonly deadline: number;
  readonly log: SandboxLog;
  /** How far the work is, 0 to 1. */
  progress(fraction: number, message: string): void;
}

/** Where what a program says of its call goes. */
export interface CallVoice {
  readonly log: SandboxLog;
  readonly progress: (progress: ExecutionProgress) => void;
}

/** One call as its program sees it. When it has its answer it says nothing more: by then another may be under way, for somebody else. */
export class OpenCall {
  readonly context: CallContext;
  private readonly abort = new AbortController();
  private open = true;
  private last = -PROGRESS_INTERVAL_MS;

  constructor(
    deadline: number,
    private readonly voice: CallVoice,
  ) {
    this.context = {
      signal: this.abort.signal,
      deadline,
      log: (level, message) => {
        if (this.open) this.voice.log(level, message);
      },
      progress: (fraction, message) => {
        this.progress(fraction, message);
      },
    };
  }

  cancel(): void {
    if (this.open) this.abort.abort();
  }

  end(): void {
    this.open = false;
  }

  // Called by strangers: what they pass is not what the types say.
  private progress(fraction: unknown, message: unknown): void {
    const now = performance.now();
    if (!this.open || now - this.last < PROGRESS_INTERVAL_MS) return;
    this.last = now;
    const bounded = Math.min(1, Math.max(0, Number(fraction) || 0));
    this.voice.progress({ fraction: bounded, message: String(message).slice(0, MAX_PROGRESS_MESSAGE) });
  }
}
