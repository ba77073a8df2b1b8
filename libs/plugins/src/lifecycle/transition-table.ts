import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';

const { LOADED, INITIALIZED, RUNNING, FAILED, UNAVAILABLE } = LIFECYCLE_STATE;

/**
 * Every step a plugin may take. A plugin that is UNAVAILABLE comes back only through a start or a trial,
 * never because an execution that was under way reports something.
 */
export const TRANSITIONS: Readonly<Record<LifecycleState, readonly LifecycleState[]>> = Object.freeze({
  [LOADED]: [INITIALIZED, RUNNING, FAILED, UNAVAILABLE],
  [INITIALIZED]: [RUNNING, FAILED, UNAVAILABLE, LOADED],
  [RUNNING]: [INITIALIZED, FAILED, UNAVAILABLE],
  [FAILED]: [INITIALIZED, RUNNING, UNAVAILABLE, LOADED],
  [UNAVAILABLE]: [INITIALIZED, RUNNING, FAILED, LOADED],
});

/** Whether a step stands in the table. Staying is no step. */
export function mayStep(from: LifecycleState, to: LifecycleState): boolean {
  return TRANSITIONS[from].includes(to);
}
