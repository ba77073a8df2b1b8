import { readFileSync, readdirSync } from 'node:fs';

/** The ids of all processes whose command line holds a text and that are not dead. */
export function processesOf(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && read(`/proc/${pid}/cmdline`).includes(mark));
}

/** Whether there is a process of that id that has not ended. */
export function isAlive(pid: number): boolean {
  // proc(5): the third field is the state; Z is one whose parent has not asked for its exit yet
  const stat = read(`/proc/${pid}/stat`);
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z';
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
}
