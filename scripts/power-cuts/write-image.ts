import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMapped } from './compare-folder.ts';
import type { FolderImage } from './disk-image.ts';

/** Writes what is found on a disk into a folder, which is made. */
export function writeImage(folder: string, image: FolderImage): void {
  mkdirSync(folder);
  for (const [name, node] of Object.entries(image)) {
    if (!Buffer.isBuffer(node)) writeImage(join(folder, name), node);
    else if (!isMapped(name)) writeFileSync(join(folder, name), node);
  }
}
