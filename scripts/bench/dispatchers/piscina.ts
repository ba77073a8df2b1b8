import { Piscina } from 'piscina';
import { timeOf } from '../measure/repeat.ts';
import type { Dispatcher } from './dispatcher.ts';

const TASK = new URL('../programs/piscina-task.mjs', import.meta.url).href;

/** Threads of piscina. With `transfer` each call gives bytes of its own away; making them is not counted. */
export function piscinaDispatcher(threads: number, how: 'copy' | 'transfer'): Dispatcher {
  const pool = new Piscina({ filename: TASK, minThreads: threads, maxThreads: threads });
  return {
    call: (bytes) => {
      if (how === 'copy') return timeOf(() => pool.run(bytes));
      const own = new Uint8Array(bytes);
      return timeOf(() => pool.run(own, { transferList: [own.buffer] }));
    },
    close: () => pool.destroy(),
  };
}
