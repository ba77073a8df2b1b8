import { descendantsOf, readIfThere } from './descendants.ts';

/** The memory of a process and of all that it started, in MB. Not a number where the system does not tell. */
export interface TreeMemory {
  /** Resident memory of the process itself. */
  readonly own: number;
  /** How many processes it started that live. */
  readonly children: number;
  /** Their resident memory, in which what they share counts for each. */
  readonly childrenResident: number;
  /** Their proportional memory, in which what is shared is divided. */
  readonly childrenProportional: number;
}

/** Reads it from /proc: Linux only. */
export function readTreeMemory(pid: number): TreeMemory {
  const children = descendantsOf(pid);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    own: kilobytesOf(`/proc/${pid}/status`, 'VmRSS') / 1024,
    children: children.length,
    childrenResident: sum(children.map((child) => kilobytesOf(`/proc/${child}/status`, 'VmRSS'))) / 1024,
    childrenProportional:
      sum(children.map((child) => kilobytesOf(`/proc/${child}/smaps_rollup`, 'Pss'))) / 1024,
  };
}

function kilobytesOf(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readIfThere(file))?.[1] ?? 0);
}
