import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { timeOf } from '../measure/repeat.ts';
import type { Dispatcher } from './dispatcher.ts';

const TASK = fileURLToPath(new URL('../programs/fork-task.mjs', import.meta.url));

/** Forked processes that are sent messages by structured clone, each one after another. */
export function forkDispatcher(processes: number): Dispatcher {
  const idle = Array.from({ length: processes }, () => fork(TASK, { serialization: 'advanced' }));
  const all = [...idle];
  const waiting: ((child: ChildProcess) => void)[] = [];
  let id = 0;
  const take = async (): Promise<ChildProcess> =>
    idle.pop() ?? new Promise((resolve) => void waiting.push(resolve));
  const giveBack = (child: ChildProcess): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(child);
    else next(child);
  };
  const call = async (bytes: Uint8Array): Promise<void> => {
    const child = await take();
    const answered = once(child, 'message');
    child.send({ id: ++id, bytes });
    await answered;
    giveBack(child);
  };
  return {
    call: (bytes) => timeOf(() => call(bytes)),
    close: async () => {
      const ended = all.map((child) => once(child, 'exit'));
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
