import type { Rest } from '../process/process-frames.js';
import type { SandboxProcess } from '../process/sandbox-process.js';
import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';
import type { SandboxCall, SandboxReply, SandboxSpec } from '../sandbox-spec.js';
import { Nursery } from './nursery.js';
import { reasonToRecycle } from './reason-to-recycle.js';
import { Waiting } from './waiting.js';

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

const FIRST_REGROW_MS = 1000;
const LONGEST_REGROW_MS = 60_000;

/**
 * Hardened processes that all run one program, and the queue before them. A process that ends is replaced;
 * a call that a dying process never began is given to the next one.
 */
export class SandboxPool {
  private readonly idle: SandboxProcess[] = [];
  private readonly live = new Set<SandboxProcess>();
  private readonly nursery: Nursery;
  private readonly starts = new Set<Promise<void>>();
  private readonly queue: Waiting[] = [];
  private starting = 0;
  /** Processes that have answered and not come to rest yet. */
  private resting = 0;
  private restarts = 0;
  /** Processes that ended by themselves since the last call that was answered. */
  private idleDeaths = 0;
  private closed = false;

  constructor(private readonly spec: SandboxSpec) {
    this.nursery = new Nursery(spec);
  }

  /**
   * Makes sure that there is a process, before any call is made. Without it the first call does.
   *
   * @throws SandboxFailure `start_failed` with the reason
   */
  async start(): Promise<void> {
    if (this.live.size > 0) return;
    const [underWay = this.startOne()] = this.starts;
    await underWay;
  }

  /**
   * Makes a call as soon as a process is free.
   *
   * @throws SandboxFailure `queue_full` at once; else every way in which a call can end without a reply
   */
  async call(call: SandboxCall): Promise<SandboxReply> {
    if (this.closed) throw this.wasStopped();
    if (this.idle.length === 0 && this.mustRefuse()) {
      throw new SandboxFailure(SANDBOX_FAILURE.QUEUE_FULL, `${this.queue.length} calls are waiting`);
    }
    throwIfAborted(call);
    const waiting = new Waiting(call, () => {
      this.leaveQueue(waiting);
    });
    this.queue.push(waiting);
    this.dispatch();
    return waiting.settled;
  }

  stats(): SandboxPoolStats {
    return {
      processes: this.live.size,
      starting: this.starting,
      busy: this.live.size - this.idle.length,
      queued: this.queue.length,
      restarts: this.restarts,
    };
  }

  /** Lets idle programs put their things away, kills busy ones, and refuses all further calls. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) {
      waiting.reject(this.wasStopped());
    }
    const idle = new Set(this.idle.splice(0));
    const ends = [...this.live].map((process) => {
      if (idle.has(process)) return process.dispose();
      process.kill();
      return process.exited;
    });
    await Promise.all([...ends, this.nursery.close()]);
  }

  /** A call that finds every process busy waits; those beyond the processes' own number are the queue. */
  private mustRefuse(): boolean {
    const aboutToBeFree = this.resting + this.starting + (this.mayStart() ? 1 : 0);
    return this.queue.length >= this.spec.maxQueue + aboutToBeFree;
  }

  private mayStart(): boolean {
    return !this.closed && this.live.size + this.starting < this.spec.maxProcesses;
  }

  private leaveQueue(waiting: Waiting): void {
    const at = this.queue.indexOf(waiting);
    if (at >= 0) this.queue.splice(at, 1);
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const process = this.idle.pop();
      if (process === undefined) break;
      if (process.ended) continue; // found dead; its exit is on the way
      const waiting = this.queue.shift();
      if (waiting !== undefined) void this.serve(process, waiting);
    }
    if (this.queue.length > this.starting && this.mayStart()) void this.grow();
  }

  private async serve(process: SandboxProcess, waiting: Waiting): Promise<void> {
    waiting.take();
    try {
      waiting.call.onStart?.();
      waiting.resolve(await process.call(waiting.call));
      this.idleDeaths = 0;
    } catch (failure) {
      const crashed = failure instanceof SandboxFailure && failure.kind === SANDBOX_FAILURE.CRASHED;
      const neverBegan = crashed && !process.lastCallStarted;
      if (neverBegan && !this.closed && waiting.giveBack()) this.queue.unshift(waiting);
      else waiting.reject(failure);
    }
    this.resting++;
    const rest = await process.rest();
    this.resting--;
    this.release(process, rest);
  }

  /** @param rest null where the process is gone */
  private release(process: SandboxProcess, rest: Rest | null): void {
    if (rest === null && !process.ended) process.kill(); // it never had the call
    if (rest !== null && !this.closed) {
      const reason = reasonToRecycle(rest, process.calls, this.spec.memoryMb);
      if (reason === null) this.idle.push(process);
      else this.recycle(process, reason);
    }
    this.dispatch();
  }

  private recycle(process: SandboxProcess, reason: string): void {
    this.spec.onLog?.('warn', `its process is replaced: ${reason}`);
    process.retired = true;
    process.kill();
  }

  private regrow(): void {
    if (this.mayStart()) void this.grow();
  }

  /** A program that ends by itself before it has served is started again ever more rarely, or by the next call. */
  private regrowLater(): void {
    const delayMs = Math.min(FIRST_REGROW_MS * 2 ** this.idleDeaths++, LONGEST_REGROW_MS);
    setTimeout(() => {
      if (this.live.size + this.starting === 0) this.regrow();
    }, delayMs).unref();
  }

  private async grow(): Promise<void> {
    try {
      await this.startOne();
    } catch {
      // those who waited for it were told
    }
  }

  /** Nobody is left to take what waits: it fails with what kept the process from starting. */
  private rejectStranded(failure: unknown): void {
    if (this.live.size + this.starting > 0) return;
    for (const waiting of this.queue.splice(0)) waiting.reject(failure);
  }

  private startOne(): Promise<void> {
    const start = this.bringUp();
    this.starts.add(start);
    const done = (): void => {
      this.starts.delete(start);
    };
    start.then(done, done);
    return start;
  }

  private async bringUp(): Promise<void> {
    this.starting++;
    let process: SandboxProcess;
    try {
      process = await this.nursery.bringUp();
    } catch (failure) {
      this.starting--;
      this.rejectStranded(failure);
      throw failure;
    }
    // In one step: at no moment is it counted as neither.
    this.starting--;
    this.admit(process);
  }

  private wasStopped(): SandboxFailure {
    return new SandboxFailure(SANDBOX_FAILURE.CLOSED, `${this.spec.name} was stopped`);
  }

  private admit(process: SandboxProcess): void {
    if (this.closed) {
      process.kill();
      return;
    }
    this.live.add(process);
    this.idle.push(process);
    void process.exited.then(() => {
      this.forget(process);
    });
    this.dispatch();
  }

  private forget(process: SandboxProcess): void {
    this.live.delete(process);
    const at = this.idle.indexOf(process);
    if (at >= 0) this.idle.splice(at, 1);
    if (this.closed) return;
    if (!process.retired) this.restarts++;
    // Warm again before the next call comes.
    if (process.calls > 0 || this.queue.length > 0) this.regrow();
    else this.regrowLater();
  }
}

function throwIfAborted({ signal }: SandboxCall): void {
  if (signal?.aborted === true) throw new SandboxFailure(SANDBOX_FAILURE.CANCELLED, 'it was cancelled');
}
