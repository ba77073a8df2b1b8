import { ERROR_TYPE, type ErrorEnvelope } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';
import { isPluginFault } from './lifecycle-after.js';

/** Whether a failed execution is somebody's fault who should look into it: the plugin's, or ours. */
export function isFault({ type, details: { code } }: ErrorEnvelope): boolean {
  if (isPluginFault(code)) return true;
  // A server that is being stopped ends what it is at: nobody needs to look into that.
  return type === ERROR_TYPE.InternalError && code !== ('WORKER_LOST' satisfies ErrorCode);
}
