import type { SandboxProcess } from '../process/sandbox-process.js';

interface Idle {
  readonly process: SandboxProcess;
  readonly since: number;
}

/** The processes of a pool that wait for a call, longest idle first. All but one of them go when nothing comes for a while. */
export class IdleProcesses {
  private readonly waiting: Idle[] = [];
  private timer: NodeJS.Timeout | null = null;

  /**
   * @param idleMs milliseconds after which a process is let go
   * @param letGo told of each whose time is over; it is in this list no more
   */
  constructor(
    private readonly idleMs: number,
    private readonly letGo: (process: SandboxProcess) => void,
  ) {}

  get size(): number {
    return this.waiting.length;
  }

  /** When the longest idle one became idle, as `performance.now()` has it; null where there is none. */
  get since(): number | null {
    return this.waiting[0]?.since ?? null;
  }

  add(process: SandboxProcess): void {
    this.waiting.push({ process, since: performance.now() });
    this.watch();
  }

  /** The one that was busy last: it is warm, and the others come to the end of their time. */
  takeLatest(): SandboxProcess | undefined {
    return this.waiting.pop()?.process;
  }

  takeLongestIdle(): SandboxProcess | undefined {
    return this.waiting.shift()?.process;
  }

  remove(process: SandboxProcess): void {
    const at = this.waiting.findIndex((idle) => idle.process === process);
    if (at >= 0) this.waiting.splice(at, 1);
  }

  takeAll(): SandboxProcess[] {
    return this.waiting.splice(0).map(({ process }) => process);
  }

  private watch(): void {
    const { since } = this;
    if (this.timer !== null || since === null || this.size < 2) return;
    const leftMs = since + this.idleMs - performance.now();
    // A timer may come a little early; the next one is not for the same moment.
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.letOverdueGo();
        this.watch();
      },
      Math.max(1, leftMs),
    ).unref();
  }

  private letOverdueGo(): void {
    const latest = performance.now() - this.idleMs;
    while (this.size > 1 && (this.since ?? Infinity) <= latest) {
      const process = this.takeLongestIdle();
      if (process !== undefined) this.letGo(process);
    }
  }
}
