import { join } from 'node:path';
import { loadCleanScan, saveCleanScan, type CleanScan } from './memory/clean-scan.ts';
import { hashOfFile, scanKey } from './memory/scan-key.ts';
import { staleFiles } from './memory/stale-files.ts';
import type { ProjectModel } from './model.ts';
import { matchesPath } from './policy/matches-path.ts';
import type { Policy } from './policy/policy.ts';
import { listSources } from './project/list-sources.ts';
import type { Basis } from './project/read-basis.ts';
import { judge, type ScanResult } from './scan.ts';

/** What is scanned, and where it is kept that it was clean. */
export interface ScanOptions {
  readonly root: string;
  readonly policy: Policy;
  /** Null to keep nothing, and to look at nothing that was kept. */
  readonly memory: string | null;
}

/**
 * Scans a repository, and after a clean scan only what changed since and what rests on it. Whenever that finds
 * anything, everything is judged from the beginning: what is kept can save time, and says nothing.
 */
export async function scanAgain({ root, policy, memory }: ScanOptions): Promise<ScanResult> {
  if (memory === null) return judge((await read({ root, policy })).model, policy);
  const { roots, exempt } = policy;
  const sources = listSources(root, roots, new Map());
  const judged = sources.filter((file) => !exempt.some(({ files }) => matchesPath(file, files)));
  const keyOf = ({ theirs, besides }: Pick<CleanScan, 'theirs' | 'besides'>): string =>
    scanKey({ root, policy, sources, theirs, besides });

  const before = loadCleanScan(memory);
  if (before !== null && keyOf(before) === before.key) {
    const stale = staleFiles(
      before.files,
      new Map(judged.map((file) => [file, hashOfFile(join(root, file))])),
    );
    if (stale.length === 0) return { findings: [], files: judged.length };
    const { model, basis } = await read({ root, policy }, stale, before.forAll);
    const { findings } = judge(model, policy);
    if (findings.length === 0 && restsOn(before, basis)) {
      saveCleanScan(memory, { ...before, files: { ...before.files, ...cleanFiles(model, basis) } });
      return { findings, files: judged.length };
    }
  }

  const { model, basis } = await read({ root, policy });
  const result = judge(model, policy);
  if (result.findings.length === 0) {
    const { theirs, forAll, ours } = basis;
    const besides = [...ours.keys()].filter((file) => !judged.includes(file) || forAll.includes(file));
    const key = keyOf({ theirs, besides });
    saveCleanScan(memory, { key, theirs, besides, forAll, files: cleanFiles(model, basis) });
  }
  return result;
}

/** Of everything, or of these files with what they rest on. The compiler is loaded here: it takes its time. */
async function read(
  { root, policy }: Omit<ScanOptions, 'memory'>,
  only?: readonly string[],
  forAll: readonly string[] = [],
): Promise<{ readonly model: ProjectModel; readonly basis: Basis }> {
  const { openProject } = await import('./project/open-project.ts');
  const { readOpened } = await import('./project/read-project.ts');
  const { readBasis } = await import('./project/read-basis.ts');
  const { roots, exempt } = policy;
  const part = only === undefined ? {} : { only, present: [...anchorFiles(policy), ...forAll] };
  const project = openProject({ root, roots, exempt, ...part });
  return { model: readOpened(project, policy), basis: readBasis(project) };
}

/** Where everything is that the policy looks for. */
export function anchorFiles({ things, gate, modules, states }: Policy): readonly string[] {
  const anchors = [...things, gate, gate.before, gate.after, ...modules, states.object, states.type];
  return [...new Set(anchors.map(({ file }) => file))];
}

/** Whether nothing is there now that was not there before besides the judged files: of that, all others would have to know. */
function restsOn(before: CleanScan, { theirs, forAll, ours }: Basis): boolean {
  const known = new Set([...before.theirs, ...before.besides, ...Object.keys(before.files)]);
  return (
    [...theirs, ...ours.keys()].every((file) => known.has(file)) &&
    forAll.every((file) => before.forAll.includes(file))
  );
}

/** By what was compiled, not by what is on the disk by now. */
function cleanFiles({ files }: ProjectModel, { ours }: Basis): CleanScan['files'] {
  return Object.fromEntries(
    files.map(({ file, imports }) => {
      const targets = imports.flatMap(({ target }) => target ?? []);
      return [file, { hash: ours.get(file) ?? '', imports: [...new Set(targets)] }];
    }),
  );
}
