/**
 * The five states of a plugin, and no sixth.
 *
 * - `LOADED`: its manifest was read, its code was not started yet.
 * - `INITIALIZED`: ready; its last execution did not fault.
 * - `RUNNING`: at least one execution is in flight.
 * - `FAILED`: its last execution faulted, or it could not be loaded.
 * - `UNAVAILABLE`: a requirement is missing, or it is quarantined.
 */
export const LIFECYCLE_STATE = Object.freeze({
  LOADED: 'LOADED',
  INITIALIZED: 'INITIALIZED',
  RUNNING: 'RUNNING',
  FAILED: 'FAILED',
  UNAVAILABLE: 'UNAVAILABLE',
} as const);

/** One of the five states of a plugin. */
export type LifecycleState = (typeof LIFECYCLE_STATE)[keyof typeof LIFECYCLE_STATE];
