import type { SandboxCall } from '../sandbox-spec.js';
import { Waiting } from './waiting.js';

/** The calls that no process has yet, first come first. One whose caller gives up leaves by itself. */
export class CallQueue {
  private readonly calls: Waiting[] = [];

  get length(): number {
    return this.calls.length;
  }

  add(call: SandboxCall): Waiting {
    const waiting = new Waiting(call, () => {
      this.remove(waiting);
    });
    this.calls.push(waiting);
    return waiting;
  }

  next(): Waiting | undefined {
    return this.calls.shift();
  }

  /** One that had its turn, and whose process never began. */
  putFirst(waiting: Waiting): void {
    this.calls.unshift(waiting);
  }

  rejectAll(failure: unknown): void {
    for (const waiting of this.calls.splice(0)) waiting.reject(failure);
  }

  private remove(waiting: Waiting): void {
    const at = this.calls.indexOf(waiting);
    if (at >= 0) this.calls.splice(at, 1);
  }
}
