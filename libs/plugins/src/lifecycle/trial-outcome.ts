import { isGatehouseError, type ErrorCode } from '@gatehouse/errors';
import type { TrialOutcome } from './quarantine.js';

/** Failures that cost a process. */
const FAULTS: ReadonlySet<string> = new Set<ErrorCode>([
  'PLUGIN_TIMED_OUT',
  'PLUGIN_CRASHED',
  'PLUGIN_OUT_OF_MEMORY',
  'PLUGIN_LOAD_FAILED',
]);

/** Failures that come of somebody else. */
const UNTOLD: ReadonlySet<string> = new Set<ErrorCode>(['EXECUTION_CANCELLED', 'QUEUE_FULL']);

/** What an execution that ended by throwing tells of its plugin. */
export function trialOutcome(thrown: unknown): TrialOutcome {
  const code = isGatehouseError(thrown) ? thrown.code : null;
  if (code === null || UNTOLD.has(code)) return 'untold';
  return FAULTS.has(code) ? 'fault' : 'sound';
}
