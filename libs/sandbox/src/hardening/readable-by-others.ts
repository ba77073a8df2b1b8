import { statSync } from 'node:fs';
import { dirname } from 'node:path';

const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/** Whether a user who is neither owner nor in the group can read a path: it is readable, and all above it may be entered. */
export function readableByOthers(path: string): boolean {
  if ((statSync(path).mode & OTHERS_READ) === 0) return false;
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(dirname(folder)).mode & OTHERS_ENTER) === 0) return false;
  }
  return true;
}
