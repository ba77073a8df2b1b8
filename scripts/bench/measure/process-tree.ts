import { readFileSync } from 'node:fs';

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

function descendantsOf(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function kilobytesOf(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(file))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
