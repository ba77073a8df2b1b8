import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/*
 * To be loaded before a program, `node --import tell-syncs.ts …`: it prints "synced <path>" for each file and folder of
 * which the program waited, blocking, until it was on the disk.
 */

const { openSync, fsyncSync } = fs;
const paths = new Map<number, string>();

fs.openSync = (path, ...rest) => {
  const fd = openSync(path, ...rest);
  paths.set(fd, String(path));
  return fd;
};
fs.fsyncSync = (fd) => {
  fsyncSync(fd);
  process.stdout.write(`synced ${paths.get(fd) ?? 'what was not opened'}\n`);
};
syncBuiltinESMExports();
