import ts from 'typescript';
import type { Holding, Mention } from '../model.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { placeOf } from './place.ts';
import { isDeclared, meaningOf, namedProperties } from './symbols.ts';
import { typeOf } from './type-of.ts';

/** Notes every mention of a guarded member, and everything that is or contains a guarded thing. */
export function guardedReader(
  { project: { checker, root }, guards, types }: ReadingRoom,
  mentions: Mention[],
  holdings: Holding[],
): NodeReader {
  const mention = (node: ts.Node, symbols: readonly (ts.Symbol | undefined)[]): void => {
    const found = symbols.flatMap((symbol) => symbol?.declarations ?? []);
    for (const member of new Set(found.flatMap((declaration) => guards.members.get(declaration) ?? []))) {
      mentions.push({ ...placeOf(root, node), member });
    }
  };
  const hold = (node: ts.Node, thing: string | null | undefined): void => {
    if (thing !== null && thing !== undefined) holdings.push({ ...placeOf(root, node), thing });
  };
  const readName = (node: ts.Identifier | ts.PrivateIdentifier): void => {
    const symbol = meaningOf(checker, node);
    if (!isDeclared(node)) mention(node, [symbol]);
    for (const declaration of symbol?.declarations ?? []) hold(node, guards.things.get(declaration));
    // Names of types are looked at where they are used as one.
    if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Value) !== 0) {
      hold(node, types.within(checker.getTypeOfSymbol(symbol)));
    }
  };
  return (node) => {
    mention(node, namedProperties(checker, node));
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) readName(node);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isElementAccessExpression(node)) {
      hold(node, types.within(typeOf(checker, node)));
    } else if (isNamedType(node)) {
      hold(node, types.within(checker.getTypeFromTypeNode(node)));
    }
  };
}

function isNamedType(node: ts.Node): node is ts.TypeNode {
  return (
    ts.isTypeReferenceNode(node) ||
    ts.isImportTypeNode(node) ||
    ts.isTypeQueryNode(node) ||
    ts.isIndexedAccessTypeNode(node)
  );
}
