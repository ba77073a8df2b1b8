import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk } from './disk.ts';
import { imageOf, type FolderImage } from './disk-image.ts';
import type { PowerCut } from './power-cut.ts';
import type { Recording } from './disk-record.ts';

const NO_CUT: PowerCut = { keeps: () => true, grows: () => true, filler: 0, pieceBytes: 4096 };

/**
 * Whether the records tell all that happened: done to a disk one after the other, they must give the files there are.
 *
 * @returns the paths of files that are not so
 */
export function compareFolder({ root, records }: Recording): readonly string[] {
  const disk = new Disk(root);
  for (const record of records) disk.apply(record);
  const [told, real] = [filesOf(imageOf(disk.root, NO_CUT)), filesIn(root)];
  const names = new Set([...told.keys(), ...real.keys()]);
  return [...names].filter((name) => !isSame(told.get(name), real.get(name)));
}

/** SQLite writes its index of the log by mapped memory, which is not recorded; it is made anew after a power cut. */
export const isMapped = (path: string): boolean => path.endsWith('-shm');

function filesOf(folder: FolderImage, path = ''): Map<string, Buffer> {
  const files = Object.entries(folder).flatMap(([name, node]) =>
    Buffer.isBuffer(node) ? [[join(path, name), node] as const] : [...filesOf(node, join(path, name))],
  );
  return new Map(files.filter(([name]) => !isMapped(name)));
}

function filesIn(root: string): Map<string, Buffer> {
  const entries = readdirSync(root, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(root.length + 1), readFileSync(path)] as const;
  });
  return new Map(files.filter(([name]) => !isMapped(name)));
}

function isSame(told: Buffer | undefined, real: Buffer | undefined): boolean {
  return told !== undefined && real !== undefined && told.equals(real);
}
