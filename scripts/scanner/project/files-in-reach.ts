import { join } from 'node:path';
import ts from 'typescript';
import { namedModules } from './named-modules.ts';
import type { Project } from './open-project.ts';

/**
 * The files in which something declared in one of the anchors can have a name or a type. Types travel with imports: a
 * file none of whose imports leads to an anchor, however far, has no expression of such a type. What is imported by name
 * leads to where it is declared, past the doors that hand it on, since most of what stands behind a door is something
 * else. What cannot be followed counts as in reach.
 */
export function filesInReach(project: Project, anchors: readonly string[]): ReadonlySet<ts.SourceFile> {
  const { program, root } = project;
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  const reach = new Set<ts.SourceFile>();
  for (const file of program.getSourceFiles()) {
    const { files, isWhole } = namedModules(project, file);
    for (const named of files) importers.set(named, [...(importers.get(named) ?? []), file]);
    if (!isWhole && !isTheirs(file)) reach.add(file);
  }
  for (const anchor of anchors) {
    const file = program.getSourceFile(join(root, anchor));
    if (file !== undefined) reach.add(file);
  }
  // A set gives out also what is added while it is gone through.
  for (const file of reach) for (const importer of importers.get(file) ?? []) reach.add(importer);
  // What is declared for all needs no import.
  return [...reach].some(declaresForAll) ? new Set(program.getSourceFiles()) : reach;
}

/** Whether something is declared in a file that others have without an import, or have otherwise because it is there. */
export function declaresForAll(file: ts.SourceFile): boolean {
  const isScript = !ts.isExternalModule(file) && !file.fileName.endsWith('.json');
  return isScript || file.statements.some(isForOthers);
}

/** `declare global { … }` and `declare module 'other' { … }` */
function isForOthers(node: ts.Node): boolean {
  if (!ts.isModuleDeclaration(node)) return false;
  return ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

const isTheirs = (file: ts.SourceFile): boolean => file.fileName.includes('/node_modules/');
