import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Far more than a plugin with all its packages has. */
const MAX_ENTRIES = 500_000;

/**
 * The symbolic links in folders that lead out of all of them. Node's permission model compares names and follows
 * links: who may read a folder reads whatever its links lead to, as far as the user of the process may.
 *
 * @param folders absolute paths of all that may be read; what does not exist has no links
 * @returns absolute paths of the links
 * @throws Error when there are too many files to look at, or a folder cannot be read
 */
export function linksLeadingOut(folders: readonly string[]): string[] {
  const roots = folders.flatMap((folder) => realPath(folder) ?? []);
  const waiting = [...new Set(roots)];
  const found = new Set<string>();
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      if (++entries > MAX_ENTRIES) throw new Error(`there are more than ${MAX_ENTRIES} files to look at`);
      const path = join(folder, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isSymbolicLink() && !roots.some((root) => isWithin(targetOf(path), root)))
        found.add(path);
    }
  }
  return [...found].sort();
}

function entriesOf(folder: string): ReturnType<typeof readFolder> {
  try {
    return readFolder(folder);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOTDIR') return []; // a single file may be named too; fs throws nothing else
    throw problem;
  }
}

const readFolder = (folder: string) => readdirSync(folder, { withFileTypes: true });

/** Where a link leads in the end; of one that leads nowhere yet, where that would be. */
function targetOf(link: string): string {
  return realPath(link) ?? resolve(dirname(link), readlinkSync(link));
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
