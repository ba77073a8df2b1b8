import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

// What npm allows as a name. Anything else ("../../etc") would lead out of node_modules.
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/**
 * The folders a module and its packages are read from: its own package and all that package depends on.
 * A linked package is named twice, by its link and by where it really is: the permission model compares literally.
 *
 * @param path absolute path of a file or folder inside the package
 */
export function packageClosure(path: string): string[] {
  const found = new Set<string>();
  const root = nearestPackage(realpathSync(path));
  if (root === null) return [dirname(realpathSync(path))];
  collect(root, found);
  return [...found];
}

function collect(folder: string, found: Set<string>): void {
  if (found.has(folder)) return;
  found.add(folder);
  for (const name of dependenciesOf(folder)) {
    const link = resolvePackage(name, folder);
    if (link === null) continue; // optional, for another platform, or missing: the import will say so
    const real = realpathSync(link);
    if (real !== link) found.add(link);
    collect(real, found);
  }
}

function nearestPackage(path: string): string | null {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

function resolvePackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return null;
  }
}

// Somebody else's file: it may say anything, or nothing.
function dependenciesOf(folder: string): readonly string[] {
  const { dependencies, optionalDependencies } = objectOf(readJson(join(folder, 'package.json')));
  const names = Object.keys({ ...objectOf(dependencies), ...objectOf(optionalDependencies) });
  return names.filter((name) => PACKAGE_NAME.test(name));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
