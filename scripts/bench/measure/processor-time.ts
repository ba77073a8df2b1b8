import { readdirSync } from 'node:fs';
import type { TurnFigures } from './repeat.ts';
import { descendantsOf, readIfThere } from './descendants.ts';

/** What processors worked, in milliseconds. */
export interface ProcessorTime {
  /** For a process itself, all its threads. */
  readonly own: number;
  /** For the processes it started. */
  readonly children: number;
}

/** A turn with what it cost the processors. */
export type CostedTurn = TurnFigures & { readonly processor: ProcessorTime };

/** Measures what a turn costs a process and those it started: of a busy machine, too, this tells who does how much. */
export async function costOf(pid: number, turn: () => Promise<TurnFigures>): Promise<CostedTurn> {
  const before = spentBy(pid);
  const figures = await turn();
  const after = spentBy(pid);
  const spent = [...after].map(([one, ms]) => [one, ms - (before.get(one) ?? 0)] as const);
  const sum = (part: typeof spent): number => part.reduce((total, [, ms]) => total + ms, 0);
  const own = sum(spent.filter(([one]) => one === pid));
  return { ...figures, processor: { own, children: sum(spent) - own } };
}

/** Milliseconds of processor time a call, over all rounds. */
export function processorPerCall(rounds: readonly CostedTurn[]): ProcessorTime {
  const calls = rounds.reduce((sum, { times }) => sum + times.length, 0);
  const total = (of: keyof ProcessorTime): number =>
    rounds.reduce((sum, round) => sum + round.processor[of], 0);
  return { own: total('own') / calls, children: total('children') / calls };
}

/** Of each process. One that has ended meanwhile takes what it spent with it. */
function spentBy(pid: number): ReadonlyMap<number, number> {
  return new Map([pid, ...descendantsOf(pid)].map((one) => [one, threadsOf(one)]));
}

/** Of the threads that live: those of our servers live as long as they do. */
function threadsOf(pid: number): number {
  return tasksOf(pid).reduce((sum, task) => {
    const [nanoseconds = '0'] = readIfThere(`/proc/${pid}/task/${task}/schedstat`).split(' ');
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has ended meanwhile
  }
}
