import { timeOf } from '../measure/repeat.ts';
import { openEmptyPool } from '../programs/empty-pool.mjs';
import type { Dispatcher } from './dispatcher.ts';

/** Hardened processes of an empty plugin. */
export function sandboxDispatcher(processes: number): Dispatcher {
  const pool = openEmptyPool(processes);
  return { call: (bytes) => timeOf(() => pool.call(bytes)), close: () => pool.close() };
}
