import { relative } from 'node:path';
import ts from 'typescript';
import type { Place } from '../model.ts';

const SHOWN = 80;

/** Where a node stands. */
export function placeOf(root: string, node: ts.Node): Place {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return {
    file: relative(root, file.fileName),
    line: line + 1,
    column: character + 1,
    within: within(node),
    text: file.text.slice(node.getStart(file), node.end).replace(/\s+/g, ' ').slice(0, SHOWN),
  };
}

function within(node: ts.Node): string {
  const names: string[] = [];
  if (ts.isSourceFile(node)) return '';
  for (let { parent } = node; !ts.isSourceFile(parent); { parent } = parent) {
    const name = nameOf(parent, node);
    if (name !== null) names.unshift(name);
  }
  return names.join('.');
}

function nameOf(around: ts.Node, node: ts.Node): string | null {
  if (ts.isConstructorDeclaration(around)) return 'constructor';
  if (ts.isClassLike(around) || ts.isFunctionDeclaration(around) || isMember(around)) {
    return around.name === undefined || around.name === node ? null : around.name.getText();
  }
  if (!ts.isArrowFunction(around) && !ts.isFunctionExpression(around)) return null;
  const { parent } = around;
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return named ? parent.name.getText() : null;
}

function isMember(
  node: ts.Node,
): node is ts.MethodDeclaration | ts.AccessorDeclaration | ts.PropertyDeclaration {
  return ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isPropertyDeclaration(node);
}
