import { relative } from 'node:path';
import ts from 'typescript';
import type { FileModel, Problem, ProjectModel } from '../model.ts';
import type { Anchor, Policy } from '../policy/policy.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { indexGuards } from './guard-index.ts';
import { GuardedTypes } from './guarded-types.ts';
import { compileErrors, openProject, type Project, type ProjectOptions } from './open-project.ts';
import { placeOfFile } from '../place-of-file.ts';
import { escapeReader } from './read-escapes.ts';
import { readGate } from './read-gate.ts';
import { guardedReader } from './read-guarded.ts';
import { importReader } from './read-imports.ts';
import { leakReader } from './read-leaks.ts';
import { readModule } from './read-modules.ts';
import { nameSetReader } from './read-name-sets.ts';
import { readStates } from './read-states.ts';
import { scopeOf, type Scope } from './scope.ts';

/** Reads all that the rules judge. */
export function readProject(options: ProjectOptions, policy: Policy): ProjectModel {
  return readOpened(openProject(options), policy);
}

/** Reads all that the rules judge, of a project that is open. */
export function readOpened(project: Project, policy: Policy): ProjectModel {
  const scope = scopeOf(project, policy);
  // First of all: what the compiler finds out here, everything below asks for.
  const errors = project.judged.flatMap((file) => compileErrors(project, file, scope(file)));
  const guards = indexGuards(project, policy);
  const room = { project, guards, types: new GuardedTypes(project.checker, guards) };
  const modules = policy.modules.map((anchor) => readModule(project, anchor));
  const gate = readGate(room, policy.gate);
  const states = readStates(project, policy.states);
  return {
    files: project.judged.map((file) => readFile(room, file, scope(file))),
    gate,
    modules: modules.filter((module) => module !== null),
    states,
    problems: [
      ...project.problems,
      ...guards.problems,
      ...errors,
      ...(gate === null ? [lost(policy.gate)] : []),
      ...(states === null ? [lost(policy.states.object)] : []),
      ...policy.modules.filter((_, index) => modules[index] === null).map(lost),
    ],
  };
}

function lost({ file, name }: Anchor): Problem {
  return {
    ...placeOfFile(file),
    message: `The policy looks for ${name} here and does not find it as it knows it.`,
  };
}

function readFile(room: ReadingRoom, source: ts.SourceFile, scope: Scope): FileModel {
  const model = {
    file: relative(room.project.root, source.fileName),
    mentions: [],
    holdings: [],
    leaks: [],
    imports: [],
    escapes: [],
    nameSets: [],
  } satisfies FileModel;
  const readers: readonly NodeReader[] = [
    ...(scope.isInReach
      ? [guardedReader(room, model.mentions, model.holdings), leakReader(room, model.leaks)]
      : []),
    ...(scope.isTyped ? [escapeReader(room, model.escapes)] : []),
    importReader(room, model.imports),
    nameSetReader(room, model.nameSets),
  ];
  const visit = (node: ts.Node): void => {
    for (const read of readers) read(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return model;
}
