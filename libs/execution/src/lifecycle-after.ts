import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';

/** The failures that are the plugin's own. All others are the caller's, or ours. */
const PLUGIN_FAULTS: ReadonlySet<string> = new Set<ErrorCode>([
  'PLUGIN_THREW',
  'PLUGIN_TIMED_OUT',
  'PLUGIN_CRASHED',
  'PLUGIN_OUT_OF_MEMORY',
  'PLUGIN_LOAD_FAILED',
  'PLUGIN_SCHEMA_TOO_COSTLY',
  'OUTPUT_INVALID',
  'OUTPUT_NOT_JSON',
  'OUTPUT_TOO_LARGE',
]);

/** Whether a failure is the plugin's own, by the code of its envelope. */
export function isPluginFault(code: string): boolean {
  return PLUGIN_FAULTS.has(code);
}

/**
 * What a failed execution says of its plugin's state. A report only: the registry decides.
 *
 * @param code the code of the envelope
 * @param current the plugin's present state, which a failure that is not its own leaves as it is
 */
export function lifecycleAfter(code: string, current: LifecycleState): LifecycleState {
  if (isPluginFault(code)) return LIFECYCLE_STATE.FAILED;
  return code === ('EXECUTION_CANCELLED' satisfies ErrorCode) ? LIFECYCLE_STATE.INITIALIZED : current;
}
