/** The calls that a workforce is for. */
export interface Workload {
  /** Calls that wait for a process. */
  readonly waiting: number;
  /** A process may be free. */
  onFree(): void;
  /** No process is left or coming, and the last one could not be started: what waits, waits in vain. */
  onStranded(failure: unknown): void;
}
