import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportRule } from './policy.ts';

interface CruiserConfig {
  readonly default: { readonly forbidden: readonly ImportRule[] };
}

/**
 * The forbidden edges, from the one place where they are written. Rules of other kinds (circles, undeclared packages)
 * are dependency-cruiser's alone: they say nothing of single edges.
 */
export async function importRules(root: string): Promise<readonly ImportRule[]> {
  const config = pathToFileURL(join(root, '.dependency-cruiser.mjs')).href;
  const { default: cruiser } = (await import(config)) as CruiserConfig; // dependency-cruiser checks its form
  return cruiser.forbidden.filter(({ from, to }) => isOfPaths(from) && isOfPaths(to));
}

function isOfPaths(end: ImportRule['from']): boolean {
  const keys = Object.keys(end);
  return keys.length > 0 && keys.every((key) => key === 'path' || key === 'pathNot');
}
