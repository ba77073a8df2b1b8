import { readdirSync, readlinkSync, realpathSync, type Dirent } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ManifestError } from '../manifest/manifest-error.js';
import { fileProblem, isInside } from './inside.js';

/** More than a plugin with large packages has; looking at so many takes about a second. */
const MAX_ENTRIES = 100_000;

/**
 * Looks at everything in a plugin's folder, without opening any of it: the plugin may read its folder, and Node's
 * permission model follows links, so a link is as good as a permission to read what it leads to.
 *
 * @param folder absolute, links resolved
 * @param readable what it may read besides: absolute paths
 * @throws ManifestError naming the first thing that may not be there
 */
export function inspectFolder(folder: string, readable: readonly string[]): void {
  const waiting = [folder];
  let entries = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of list(at, folder)) {
      if (++entries > MAX_ENTRIES) {
        throw new ManifestError(
          `The folder holds more than ${MAX_ENTRIES} files. Take out what the plugin does not need.`,
        );
      }
      const path = join(at, entry.name);
      const name = relative(folder, path);
      if (entry.isSymbolicLink()) checkLink(path, name, [folder, ...readable]);
      else if (entry.isDirectory()) waiting.push(path);
      else if (!entry.isFile()) {
        throw new ManifestError(
          `${name} is no file and no folder, but a pipe, socket or device. Take it out.`,
        );
      }
    }
  }
}

function list(path: string, folder: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (problem) {
    throw new ManifestError(`${relative(folder, path)} in the plugin's folder ${fileProblem(problem)}.`);
  }
}

function checkLink(path: string, name: string, allowed: readonly string[]): void {
  const target = targetOf(path);
  if (target === null || allowed.some((folder) => isInside(target, folder))) return;
  const remedy = /(^|\/)node_modules\//.test(name) ? ' ("npm install --install-links" does that)' : '';
  throw new ManifestError(
    `The link ${name} leads out of the plugin's folder. Put a copy in its place${remedy}, or ask for what it leads to in permissions.read.`,
  );
}

/** Null for a link to itself, which leads nowhere for the plugin either. */
function targetOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (problem) {
    const nowhere = (problem as { code?: unknown }).code === 'ELOOP'; // thrown by the file system
    return nowhere ? null : resolve(dirname(path), readlinkSync(path));
  }
}
