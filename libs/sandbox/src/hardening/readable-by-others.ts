import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/**
 * Whether a user who is neither owner nor in the group can read a path: it is readable, and all above it may be entered.
 * What is not there needs no right: true.
 */
export function readableByOthers(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !isOpen(found)) return false;
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const above = statSync(dirname(folder), { throwIfNoEntry: false });
    if (above !== undefined && (above.mode & OTHERS_ENTER) === 0) return false;
  }
  return true;
}

function isOpen(found: Stats): boolean {
  const needed = found.isDirectory() ? OTHERS_READ | OTHERS_ENTER : OTHERS_READ;
  return (found.mode & needed) === needed;
}
