import type { CleanFile } from './clean-scan.ts';

/**
 * The files that have to be judged again: those that changed, and those that import one of them, however far, because
 * what they name may mean something else now.
 *
 * @param now the hashes of the files as they are
 */
export function staleFiles(
  before: Readonly<Record<string, CleanFile>>,
  now: ReadonlyMap<string, string>,
): readonly string[] {
  const importers = new Map<string, string[]>();
  const stale = new Set<string>();
  for (const [file, hash] of now) {
    const known = Object.hasOwn(before, file) ? before[file] : undefined;
    if (known?.hash !== hash) stale.add(file);
    for (const target of known?.imports ?? [])
      importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  for (const file of Object.keys(before)) if (!now.has(file)) stale.add(file);
  // A set gives out also what is added while it is gone through.
  for (const file of stale) for (const importer of importers.get(file) ?? []) stale.add(importer);
  return [...stale].filter((file) => now.has(file)).sort();
}
