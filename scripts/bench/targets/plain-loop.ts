import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TurnFigures } from '../measure/repeat.ts';
import type { Closable } from './with-open.ts';

const PROGRAM = fileURLToPath(new URL('../programs/plain-loop.mjs', import.meta.url));

/** A plugin that is called in a plain loop, in a process of its own. */
export interface PlainLoop extends Closable {
  readonly pid: number;
  /** Calls it so often with a picture, so many at once. */
  turn(picture: Buffer, lanes: number, calls: number): Promise<TurnFigures>;
}

/** Starts the loop of a plugin that ships. */
export function startPlainLoop(plugin: string): PlainLoop {
  const child = fork(PROGRAM, [plugin], { serialization: 'advanced' });
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    turn: async (picture, lanes, calls) => {
      child.send({ picture, lanes, calls });
      const [answer] = (await Promise.race([once(child, 'message'), ended])) as [TurnFigures | number | null];
      if (answer === null || typeof answer === 'number') throw new Error(`The loop of ${plugin} has ended.`);
      return answer;
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
