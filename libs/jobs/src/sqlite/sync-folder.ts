import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Returns when every entry of a folder is on the disk. Blocks: for the time before anybody is served. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
