import type { SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply } from '../sandbox-spec.js';
import type { Rest } from './process-frames.js';

/** One call, the one answer it gets, and the rest its process comes to afterwards. */
export class Exchange {
  private readonly answer = Promise.withResolvers<SandboxReply>();
  private readonly atRest = Promise.withResolvers<Rest | null>();
  private hasStarted = false;
  private settled = false;

  constructor(readonly call: SandboxCall) {}

  get reply(): Promise<SandboxReply> {
    return this.answer.promise;
  }

  /** What the call left behind; null where the process is gone. */
  get rest(): Promise<Rest | null> {
    return this.atRest.promise;
  }

  /** True once the program said that it begins. */
  get started(): boolean {
    return this.hasStarted;
  }

  /** False when it was said before: a process says it once. */
  start(): boolean {
    const first = !this.hasStarted;
    this.hasStarted = true;
    return first;
  }

  /** False when there was an answer already, or before the program began. */
  succeed(reply: SandboxReply): boolean {
    if (this.settled || !this.hasStarted) return false;
    this.settled = true;
    this.answer.resolve(reply);
    return true;
  }

  fail(failure: SandboxFailure): boolean {
    if (this.settled) return false;
    this.settled = true;
    this.answer.reject(failure);
    return true;
  }

  /** False before there was an answer. */
  settle(rest: Rest): boolean {
    if (this.settled) this.atRest.resolve(rest);
    return this.settled;
  }

  /** The process is gone: nothing of it is left. */
  end(failure: SandboxFailure): void {
    this.fail(failure);
    this.atRest.resolve(null);
  }
}
