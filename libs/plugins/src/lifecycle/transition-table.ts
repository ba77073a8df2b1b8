import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';

const { LOADED, INITIALIZED, RUNNING, FAILED, UNAVAILABLE } = LIFECYCLE_STATE;

/**
 * Every step a plugin may take. LOADED is where a reload puts it, whatever it was doing. From FAILED it comes back only
 * by running, and from UNAVAILABLE only by a trial or a reload, never because an execution that was under way reports
 * something.
 */
export const TRANSITIONS: Readonly<Record<LifecycleState, readonly LifecycleState[]>> = Object.freeze({
  [LOADED]: [INITIALIZED, RUNNING, FAILED, UNAVAILABLE],
  [INITIALIZED]: [RUNNING, FAILED, UNAVAILABLE, LOADED],
  [RUNNING]: [INITIALIZED, FAILED, UNAVAILABLE, LOADED],
  [FAILED]: [RUNNING, UNAVAILABLE, LOADED],
  [UNAVAILABLE]: [RUNNING, LOADED],
});

/** Whether a step stands in the table. Staying is no step. */
export function mayStep(from: LifecycleState, to: LifecycleState): boolean {
  return TRANSITIONS[from].includes(to);
}
