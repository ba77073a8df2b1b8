import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Overlay } from './compiler-host.ts';

const SOURCES = '**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}';
const NOT_WRITTEN_HERE: ReadonlySet<string> = new Set(['node_modules', 'dist']);

/** Every source file in some folders, relative to the root, sorted: what is written by hand in any dialect of JavaScript. */
export function listSources(root: string, folders: readonly string[], overlay: Overlay): string[] {
  const found = folders.flatMap((folder) =>
    globSync(SOURCES, { cwd: join(root, folder), exclude: (name) => NOT_WRITTEN_HERE.has(name) }).map(
      (file) => join(folder, file),
    ),
  );
  const files = new Set(found);
  for (const [path, text] of overlay) {
    const file = relative(root, path);
    if (text === null) files.delete(file);
    else if (folders.some((folder) => file.startsWith(folder))) files.add(file);
  }
  return [...files].sort();
}
