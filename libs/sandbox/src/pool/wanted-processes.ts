/** What decides how many more processes a pool would start. */
export interface Demand {
  /** Calls that wait for a process. */
  readonly calls: number;
  /** Processes that will take one of them without more ado: on their way, or about to come to rest. */
  readonly coming: number;
  /** Processes that are ready or on their way. */
  readonly working: number;
  /** How many more there may be. */
  readonly mayStart: number;
  /** The last process could not be started, or ended before it had served. */
  readonly failing: boolean;
}

/** Decides how many more processes a pool would start now if it had the places. */
export function wantedProcesses({ calls, coming, working, mayStart, failing }: Demand): number {
  const needed = Math.max(0, Math.min(calls - coming, mayStart));
  if (!failing) return needed;
  // What could not be started once is not tried over and over while others of it are there to serve.
  return working > 0 ? 0 : Math.min(needed, 1);
}
