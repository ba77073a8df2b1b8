import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply } from '../sandbox-spec.js';

/** A call from the moment it is accepted until it is answered. */
export class Waiting {
  private readonly answer = Promise.withResolvers<SandboxReply>();
  private taken = false;
  private retries = 0;

  /** @param onCancelled called when the caller gives up before a process has the call */
  constructor(
    readonly call: SandboxCall,
    private readonly onCancelled: () => void,
  ) {
    call.signal?.addEventListener('abort', this.cancel);
  }

  get settled(): Promise<SandboxReply> {
    return this.answer.promise;
  }

  /** A process has it: from here on it is the process that ends the call when it is aborted. */
  take(): void {
    this.taken = true;
  }

  /**
   * The process died before it began. Works once: a second one that dies like that is no accident,
   * and not for a caller who has given up.
   */
  giveBack(): boolean {
    this.taken = false;
    return this.retries++ === 0 && this.call.signal?.aborted !== true;
  }

  resolve(reply: SandboxReply): void {
    this.call.signal?.removeEventListener('abort', this.cancel);
    this.answer.resolve(reply);
  }

  reject(failure: unknown): void {
    this.call.signal?.removeEventListener('abort', this.cancel);
    this.answer.reject(failure);
  }

  private readonly cancel = (): void => {
    if (this.taken) return;
    this.onCancelled();
    this.reject(new SandboxFailure(SANDBOX_FAILURE.CANCELLED, 'it was cancelled while it waited'));
  };
}
