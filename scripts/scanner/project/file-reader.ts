import type ts from 'typescript';
import type { GuardIndex } from './guard-index.ts';
import type { GuardedTypes } from './guarded-types.ts';
import type { Project } from './open-project.ts';

/** What every part of reading a file needs. */
export interface ReadingRoom {
  readonly project: Project;
  readonly guards: GuardIndex;
  readonly types: GuardedTypes;
}

/** Looks at every node of a file in turn, and notes what it is there for. */
export type NodeReader = (node: ts.Node) => void;
