import { relative } from 'node:path';
import { hashOf } from '../memory/scan-key.ts';
import { declaresForAll } from './files-in-reach.ts';
import type { Project } from './open-project.ts';

/** The compiled files by what they are. */
export interface Basis {
  /** Whole paths of those that others wrote. */
  readonly theirs: readonly string[];
  /** Those of the repository, by path from the root, with the hashes of what was compiled. */
  readonly ours: ReadonlyMap<string, string>;
  /** Those that declare something for all, by path from the root. */
  readonly forAll: readonly string[];
}

/** What a project rests on. */
export function readBasis({ program, root }: Project): Basis {
  const files = program.getSourceFiles();
  const isTheirs = (path: string): boolean => path.includes('/node_modules/') || !path.startsWith(`${root}/`);
  return {
    theirs: files.map(({ fileName }) => fileName).filter(isTheirs),
    ours: new Map(
      files
        .filter(({ fileName }) => !isTheirs(fileName))
        .map(({ fileName, text }) => [relative(root, fileName), hashOf(text)]),
    ),
    forAll: files.filter(declaresForAll).map(({ fileName }) => relative(root, fileName)),
  };
}
