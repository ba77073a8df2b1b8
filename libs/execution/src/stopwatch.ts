import type { ExecutionControl } from '@gatehouse/contracts';

/** Measures the time an execution spends in its plugin: not what it spent being checked or waiting. */
export class Stopwatch {
  private startedAt: number | null = null;
  private elapsedMs: number | null = null;

  /** A control that starts the watch when the plugin begins. */
  startedBy(control: ExecutionControl): ExecutionControl {
    return {
      ...control,
      onStart: () => {
        this.startedAt = performance.now();
        control.onStart?.();
      },
    };
  }

  /** Stops the watch, once. Milliseconds; 0 where the plugin never began. */
  stop(): number {
    this.elapsedMs ??= this.startedAt === null ? 0 : performance.now() - this.startedAt;
    return this.elapsedMs;
  }
}
