import type { LifecycleState } from '@gatehouse/contracts';
import type { ProcessEnd } from '@gatehouse/sandbox';

/** How much a plugin has to do at one moment, and what its processes came to so far. */
export interface PluginLoad {
  readonly name: string;
  readonly state: LifecycleState;
  /** Executions that a process has, also those that end on code that was replaced meanwhile. */
  readonly inFlight: number;
  /** Executions that wait for a process, likewise. */
  readonly queued: number;
  /** Since the server started: processes that had been ready and ended, by why; not those that were let go unused. */
  readonly restarts: Readonly<Record<ProcessEnd, number>>;
}
