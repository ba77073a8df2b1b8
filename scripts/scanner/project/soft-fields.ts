import ts from 'typescript';
import type { GuardIndex } from './guard-index.ts';
import type { GuardedTypes } from './guarded-types.ts';

/**
 * The guarded thing that a class keeps in a field which the compiler alone keeps private, if the node is such a field:
 * a cast, `Reflect.get` or a loop over its keys would have it. Guarded things themselves are in nobody's hands, so that
 * nobody can open them.
 */
export function softField(
  checker: ts.TypeChecker,
  guards: GuardIndex,
  types: GuardedTypes,
  node: ts.Node,
): string | null {
  const owner = isField(node) ? classOf(node) : null;
  if (owner === null || guards.things.has(owner)) return null;
  return types.within(checker.getTypeAtLocation(node));
}

function isField(node: ts.Node): node is ts.PropertyDeclaration | ts.ParameterDeclaration {
  if (ts.isPropertyDeclaration(node)) return !ts.isPrivateIdentifier(node.name);
  return ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent);
}

function classOf({ parent }: ts.PropertyDeclaration | ts.ParameterDeclaration): ts.Node {
  return ts.isClassLike(parent) ? parent : parent.parent;
}
