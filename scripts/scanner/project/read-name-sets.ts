import ts from 'typescript';
import type { NameSet } from '../model.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { placeOf } from './place.ts';

/** Notes names that stand together as alternatives: enums, unions of texts, arrays and objects of them, `case` after `case`. */
export function nameSetReader({ project: { root } }: ReadingRoom, sets: NameSet[]): NodeReader {
  return (node) => {
    const names = namesIn(node);
    if (names.length > 1) sets.push({ ...placeOf(root, node), names });
  };
}

function namesIn(node: ts.Node): readonly string[] {
  if (ts.isUnionTypeNode(node)) {
    return node.types.flatMap((part) => (ts.isLiteralTypeNode(part) ? textOf(part.literal) : []));
  }
  if (ts.isEnumDeclaration(node)) {
    return node.members.flatMap(({ name, initializer }) => [...textOf(name), ...textOf(initializer)]);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textOf);
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(ofProperty);
  if (ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node)) {
    return node.members.flatMap(({ name }) => textOf(name));
  }
  if (!ts.isCaseBlock(node)) return [];
  return node.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? textOf(clause.expression) : []));
}

function ofProperty(property: ts.ObjectLiteralElementLike): readonly string[] {
  if (!ts.isPropertyAssignment(property)) return [];
  return [...textOf(property.name), ...textOf(property.initializer)];
}

function textOf(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  return ts.isIdentifier(node) && isKey(node) ? [node.text] : ts.isStringLiteralLike(node) ? [node.text] : [];
}

function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  return 'name' in parent && parent.name === node;
}
