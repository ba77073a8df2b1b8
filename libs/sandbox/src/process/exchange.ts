import type { SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply } from '../sandbox-spec.js';

/** One call and the one answer it gets. */
export class Exchange {
  private readonly answer = Promise.withResolvers<SandboxReply>();
  private hasStarted = false;
  private settled = false;

  constructor(readonly call: SandboxCall) {}

  get reply(): Promise<SandboxReply> {
    return this.answer.promise;
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
}
