import { join } from 'node:path';
import type { ProjectModel } from '../../../scripts/scanner/model.ts';
import type { Policy } from '../../../scripts/scanner/policy/policy.ts';
import type { Warmth } from '../../../scripts/scanner/project/open-project.ts';
import { readProject } from '../../../scripts/scanner/project/read-project.ts';
import { anchorFiles } from '../../../scripts/scanner/scan-again.ts';
import { repositoryPolicy, ROOT } from '../../../scripts/scanner/repository.ts';

/** Sources that are added to this repository, or put in the place of its own, by path from the root. */
export type Plants = Readonly<Record<string, string | null>>;

/** Kept over the projects of one test file: what others wrote is parsed once. */
const warm: Warmth = { cache: new Map() };

/** The policy of this repository. */
export const policy: Policy = await repositoryPolicy();

/** Reads this repository with something planted in it. Judges what was planted and nothing else, unless told otherwise. */
export function readPlanted(plants: Plants, only: readonly string[] = Object.keys(plants)): ProjectModel {
  const overlay = new Map(Object.entries(plants).map(([file, text]) => [join(ROOT, file), text]));
  // What the policy looks for has to be there, also where only a few files are judged.
  const { roots, exempt } = policy;
  return readProject(
    { root: ROOT, roots, exempt, overlay, warm, only, present: anchorFiles(policy) },
    policy,
  );
}

/** What the lines of a fixture say is wrong with them: `//! EXE001 EXE002` at their end. */
export function marks(code: string): string[] {
  return code.split('\n').flatMap((line, index) => {
    const [, rules] = /\/\/! ([A-Z0-9 ]+)$/.exec(line) ?? [];
    return (rules?.split(' ') ?? []).map((rule) => `${index + 1} ${rule}`);
  });
}
