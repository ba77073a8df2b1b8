import type { LifecycleState } from './lifecycle-state.js';

/** How a plugin is doing, as its registry knows it. */
export interface PluginHealth {
  readonly name: string;
  readonly state: LifecycleState;
  readonly description: string;
  readonly version: string;
  /** Why it is FAILED or UNAVAILABLE and what to do; else null. */
  readonly reason: string | null;
  /** Seconds since its code was first ready; 0 while it was not. */
  readonly uptimeSeconds: number;
  /** When it was last asked to execute; null if never. */
  readonly lastUsed: Date | null;
  readonly successCount: number;
  readonly errorCount: number;
  /** Milliseconds of the last execution that ran; null if none did. */
  readonly lastExecutionTimeMs: number | null;
  /** Mean milliseconds of the last ten executions that ran; null if none did. */
  readonly avgExecutionTimeMs: number | null;
}
