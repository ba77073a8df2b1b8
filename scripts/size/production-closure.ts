import { join } from 'node:path';

/** One entry of `packages` in package-lock.json (lockfile version 3), as far as it is looked at. */
export interface LockedPackage {
  /** Of a workspace that is linked: where it lies. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** `packages` of package-lock.json, by path from the root. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The paths of all that a workspace brings along where it is installed without what development needs, itself among
 * them. As Node looks for them: beside whoever asks, then further up. What is not in the lock is left out.
 */
export function productionClosure(packages: LockedPackages, workspace: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const next = locate(packages, path, name);
      // A workspace that may be left out is weighed by itself; what npm finds in its registry it installs even so.
      const mayBeLeftOut = peerDependenciesMeta?.[name]?.optional === true && next?.startsWith('libs/');
      if (next !== null && mayBeLeftOut !== true) visit(next);
    }
  };
  visit(workspace);
  return found;
}

function locate(packages: LockedPackages, from: string, name: string): string | null {
  for (let folder: string | null = from; folder !== null; folder = above(folder)) {
    const path = join(folder, 'node_modules', name);
    const entry = packages[path];
    if (entry !== undefined) return entry.link === true ? (entry.resolved ?? null) : path;
  }
  return null;
}

/** The folder in which the next `node_modules` may lie. */
function above(folder: string): string | null {
  if (folder === '') return null;
  const at = folder.lastIndexOf('/node_modules/');
  return at === -1 ? '' : folder.slice(0, at);
}
