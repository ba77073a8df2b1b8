import { IDLE_RESIDENT_BYTES } from '../process/idle-resident.js';
import type { Rest } from '../process/process-frames.js';

const MEGABYTE = 1024 * 1024;
/** After so many calls a process is replaced, whatever it looks like: small leaks add up. */
const MAX_CALLS = 1000;

/**
 * Decides whether a process may take another call.
 *
 * @returns null where it may, else why not
 */
export function reasonToRecycle(
  { residue, residentBytes }: Rest,
  calls: number,
  memoryMb: number,
): string | null {
  if (residue.length > 0) return `a call left behind ${residue.join(', ')}`;
  if (residentBytes > IDLE_RESIDENT_BYTES + (memoryMb * MEGABYTE) / 2) {
    return `it holds ${Math.round(residentBytes / MEGABYTE)} MB after a call`;
  }
  return calls < MAX_CALLS ? null : `it has made ${calls} calls`;
}
