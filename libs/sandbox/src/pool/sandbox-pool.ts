import type { SandboxMeasures } from '../hardening/sandbox-measures.js';
import type { SandboxProcess } from '../process/sandbox-process.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply, SandboxSpec } from '../sandbox-spec.js';
import { CallQueue } from './call-queue.js';
import { ProcessBudget } from './process-budget.js';
import type { Waiting } from './waiting.js';
import { wasStopped } from './was-stopped.js';
import { Workforce } from './workforce.js';

/** How a pool is doing. */
export interface SandboxPoolStats {
  /** Processes that are ready, busy ones included. */
  readonly processes: number;
  /** Processes that are on their way. */
  readonly starting: number;
  readonly busy: number;
  readonly queued: number;
  /** Processes that ended without being asked to, since the pool was made. */
  readonly restarts: number;
}

/**
 * Hardened processes that all run one program, and the queue before them. A process that ends is replaced;
 * a call that a dying process never began is given to the next one.
 */
export class SandboxPool {
  private readonly queue = new CallQueue();
  private readonly workforce: Workforce;
  private closed = false;

  /** @param budget the limit it shares with other pools; without one it has only its own */
  constructor(
    private readonly spec: SandboxSpec,
    private readonly budget = new ProcessBudget(spec.maxProcesses),
  ) {
    const { queue } = this;
    this.workforce = new Workforce(spec, budget, {
      get waiting() {
        return queue.length;
      },
      onFree: () => {
        this.dispatch();
      },
      onStranded: (failure) => {
        queue.rejectAll(failure);
      },
    });
  }

  /**
   * Makes sure that there is a process, before any call is made. Without it the first call does.
   *
   * @throws SandboxFailure `start_failed` with the reason
   */
  async start(): Promise<void> {
    await this.workforce.start();
  }

  /**
   * Makes a call as soon as a process is free.
   *
   * @throws SandboxFailure `queue_full` at once; else every way in which a call can end without a reply
   */
  async call(call: SandboxCall): Promise<SandboxReply> {
    if (this.closed) throw wasStopped(this.spec.name);
    if (this.mustRefuse()) {
      throw new SandboxFailure(SANDBOX_FAILURE.QUEUE_FULL, `${this.queue.length} calls are waiting`);
    }
    throwIfAborted(call);
    const waiting = this.queue.add(call);
    this.dispatch();
    return waiting.settled;
  }

  stats(): SandboxPoolStats {
    const { ready: processes, starting, idle, restarts } = this.workforce;
    return { processes, starting, busy: processes - idle, queued: this.queue.length, restarts };
  }

  /**
   * Whether a call can be expected to find a process: one is up or coming, or its program has started before
   * and has no process now only because nobody needed it.
   */
  get usable(): boolean {
    return this.workforce.usable;
  }

  /**
   * What every process of it is held to on this host.
   *
   * @throws SandboxFailure `start_failed` where what it would run cannot be found
   */
  async measures(): Promise<SandboxMeasures> {
    return this.workforce.launcher.measures();
  }

  /** Lets idle programs put their things away, kills busy ones, and refuses all further calls. */
  async close(): Promise<void> {
    this.closed = true;
    this.queue.rejectAll(wasStopped(this.spec.name));
    await this.workforce.close();
  }

  /** A call that finds every process busy waits; those for whom a process is on its way are not the queue. */
  private mustRefuse(): boolean {
    const { queue, workforce, spec } = this;
    return workforce.idle === 0 && queue.length >= spec.maxQueue + workforce.soonFree;
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const process = this.workforce.take();
      if (process === undefined) break;
      const waiting = this.queue.next();
      if (waiting !== undefined) void this.serve(process, waiting);
    }
    this.budget.settle();
  }

  private async serve(process: SandboxProcess, waiting: Waiting): Promise<void> {
    const answered = await this.make(waiting, process);
    await this.workforce.giveBack(process, answered, waiting.call.onLog);
  }

  /** @returns whether the program answered */
  private async make(waiting: Waiting, process: SandboxProcess): Promise<boolean> {
    waiting.take();
    try {
      waiting.call.onStart?.();
      waiting.resolve(await process.call(waiting.call));
      return true;
    } catch (failure) {
      const crashed = failure instanceof SandboxFailure && failure.kind === SANDBOX_FAILURE.CRASHED;
      const neverBegan = crashed && !process.lastCallStarted;
      if (neverBegan && !this.closed && waiting.giveBack()) this.queue.putFirst(waiting);
      else waiting.reject(failure);
      return false;
    }
  }
}

function throwIfAborted({ signal }: SandboxCall): void {
  if (signal?.aborted === true) throw new SandboxFailure(SANDBOX_FAILURE.CANCELLED, 'it was cancelled');
}
