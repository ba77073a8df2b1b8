import type { SandboxProcess } from '../process/sandbox-process.js';
import type { SandboxLog, SandboxSpec } from '../sandbox-spec.js';
import { IdleProcesses } from './idle-processes.js';
import { Launcher } from './launcher.js';
import type { ProcessBudget, Tenant } from './process-budget.js';
import { ProgramRecord } from './program-record.js';
import { reasonToRecycle } from './reason-to-recycle.js';
import { wantedProcesses } from './wanted-processes.js';
import { wasStopped } from './was-stopped.js';
import type { Workload } from './workload.js';

/** So often those who wait for a process that was killed on its way get another: the kernel kills too, for want of memory. */
const MAX_STRIKES = 3;

/** The processes of one spec: brought up when there is work, kept warm, replaced when they end, let go when they are idle. */
export class Workforce implements Tenant {
  /** Processes that ended without being asked to. */
  restarts = 0;
  readonly launcher: Launcher;

  private readonly idlers: IdleProcesses;
  /** Those that have been ready, until they are let go or gone. */
  private readonly live = new Set<SandboxProcess>();
  private readonly record = new ProgramRecord();
  /** Processes that have answered and not come to rest yet. */
  private resting = 0;
  /** Those who asked for a process before there is any call. */
  private firstProcess: PromiseWithResolvers<undefined> | null = null;
  /** Processes that somebody killed on their way, one after the other. */
  private strikes = 0;
  private closed = false;

  constructor(
    private readonly spec: SandboxSpec,
    private readonly budget: ProcessBudget,
    private readonly workload: Workload,
  ) {
    this.launcher = new Launcher(spec, {
      onReady: (process) => {
        this.admit(process);
      },
      onFailed: (failure, struck) => {
        if (struck && ++this.strikes <= MAX_STRIKES) {
          this.budget.settle(); // who waits gets another
          return;
        }
        this.record.noteFailedStart();
        if (this.working > 0) return;
        this.rejectFirst(failure);
        this.workload.onStranded(failure);
      },
      onGone: (process) => {
        this.forget(process);
      },
    });
    this.idlers = new IdleProcesses(spec.idleMs, (process) => {
      this.letGo(process);
    });
    budget.join(this);
  }

  /** @throws SandboxFailure `start_failed` with the reason, `closed` */
  async start(): Promise<void> {
    if (this.closed) throw wasStopped(this.spec.name);
    if (this.live.size > 0) return;
    this.firstProcess ??= Promise.withResolvers<undefined>();
    this.budget.settle();
    await this.firstProcess.promise;
  }

  /** A process for a call; whoever takes one gives it back. */
  take(): SandboxProcess | undefined {
    for (;;) {
      const process = this.idlers.takeLatest();
      if (process?.ended !== true) return process; // one found dead: its exit is on the way
    }
  }

  /**
   * Takes back a process after a call, once it has come to rest. Never rejects.
   *
   * @param onLog is told, as a matter of that call, why the process is not taken back
   */
  async giveBack(
    process: SandboxProcess,
    answered: boolean,
    onLog: SandboxLog | undefined = this.spec.onLog,
  ): Promise<void> {
    if (answered) this.record.noteAnswer();
    this.resting++;
    const rest = await process.rest();
    this.resting--;
    if (rest === null) {
      if (!process.ended) process.kill(); // it never had the call
    } else if (!this.closed) {
      const reason = reasonToRecycle(rest, process.calls, this.spec.memoryMb);
      if (reason !== null) recycle(process, reason, onLog);
      else if (this.budget.mustYield(this)) this.letGo(process);
      else this.idlers.add(process);
    }
    this.workload.onFree();
  }

  /** Lets idle programs put their things away and kills all others. */
  async close(): Promise<void> {
    this.closed = true;
    this.rejectFirst(wasStopped(this.spec.name));
    for (const process of this.idlers.takeAll()) this.letGo(process);
    this.budget.leave(this);
    await this.launcher.close();
  }

  /** Processes that are on their way. */
  get starting(): number {
    return this.launcher.starting;
  }

  /** Processes that are ready, busy ones included. */
  get ready(): number {
    return this.live.size;
  }

  /** How many processes will soon be free for calls that wait. */
  get soonFree(): number {
    return this.resting + this.starting + Math.min(this.mayStart, this.budget.withinReach(this));
  }

  /** Whether a call can be expected to find a process: one is up or coming, or none is because nobody needed it. */
  get usable(): boolean {
    return !this.closed && (this.working > 0 || this.record.isSound);
  }

  get working(): number {
    return this.live.size + this.starting;
  }

  get idle(): number {
    return this.idlers.size;
  }

  get idleSince(): number | null {
    return this.idlers.since;
  }

  get wanted(): number {
    const { starting, resting, working, mayStart, record } = this;
    const calls = Math.max(this.workload.waiting, Number(this.firstProcess !== null));
    return wantedProcesses({
      calls,
      coming: starting + resting,
      working,
      mayStart,
      failing: record.isFailing,
    });
  }

  grant(): void {
    void this.launcher.launch();
  }

  retireIdle(): void {
    const process = this.idlers.takeLongestIdle();
    if (process !== undefined) this.letGo(process);
  }

  private get mayStart(): number {
    return this.closed ? 0 : this.spec.maxProcesses - this.budget.held(this);
  }

  private admit(process: SandboxProcess): void {
    if (this.closed) {
      process.kill();
      return;
    }
    this.live.add(process);
    this.idlers.add(process);
    this.record.noteStart();
    this.strikes = 0;
    this.firstProcess?.resolve(undefined);
    this.firstProcess = null;
    this.workload.onFree();
  }

  private rejectFirst(failure: unknown): void {
    this.firstProcess?.reject(failure);
    this.firstProcess = null;
  }

  /** It goes because it is not needed: that is no accident, and nothing takes its place. */
  private letGo(process: SandboxProcess): void {
    this.live.delete(process);
    void process.dispose();
  }

  private forget(process: SandboxProcess | null): void {
    const wasLive = process !== null && this.live.delete(process);
    if (wasLive) this.idlers.remove(process);
    if (wasLive && !process.retired) this.restarts++;
    if (wasLive && !this.closed) this.spec.onProcessEnd?.(process.end);
    this.budget.release(this); // whoever waits comes first, also our own calls
    if (wasLive && !this.closed) this.replace(process);
  }

  /** Warm again before the next call comes; ever later where a program ends by itself before it has served. */
  private replace({ calls }: SandboxProcess): void {
    if (calls > 0) {
      if (this.idle + this.starting === 0 && this.mayStart > 0) this.budget.grantSpare(this);
    } else if (this.workload.waiting === 0) {
      const startAgain = (): void => void this.start().catch(() => undefined); // its failure is on record
      setTimeout(startAgain, this.record.noteIdleDeath()).unref();
    }
  }
}

function recycle(process: SandboxProcess, reason: string, onLog: SandboxLog | undefined): void {
  onLog?.('warn', `its process is replaced: ${reason}`);
  process.retired = true;
  process.kill();
}
