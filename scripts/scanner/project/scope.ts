import { relative } from 'node:path';
import type ts from 'typescript';
import type { Policy } from '../policy/policy.ts';
import { filesInReach } from './files-in-reach.ts';
import type { Project } from './open-project.ts';

/** What can go wrong in a file, and so is looked for there. */
export interface Scope {
  /** Something guarded can be there: who holds it, and where it goes, is asked. */
  readonly isInReach: boolean;
  /** No way out of the types is allowed there, whatever it leads to. */
  readonly isTyped: boolean;
}

/** Tells what is looked for in each file. Names and imports are judged in all. */
export function scopeOf(project: Project, policy: Policy): (file: ts.SourceFile) => Scope {
  const { things, gate, typed } = policy;
  const reach = filesInReach(
    project,
    [...things, gate, gate.before, gate.after].map(({ file }) => file),
  );
  return (file) => {
    const path = relative(project.root, file.fileName);
    return { isInReach: reach.has(file), isTyped: typed.some((folder) => path.startsWith(folder)) };
  };
}
