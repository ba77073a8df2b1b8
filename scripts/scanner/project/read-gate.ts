import { relative } from 'node:path';
import ts from 'typescript';
import type { GateModel } from '../model.ts';
import type { GatePolicy } from '../policy/policy.ts';
import type { ReadingRoom } from './file-reader.ts';
import { findDeclared } from './guard-index.ts';
import { placeOf } from './place.ts';
import { readSteps } from './read-steps.ts';

/** Reads the method that everything passes; null where it is not there. */
export function readGate(room: ReadingRoom, policy: GatePolicy): GateModel | null {
  const { checker, root } = room.project;
  const gate = findDeclared(room.project, policy)?.valueDeclaration;
  if (gate === undefined || !ts.isClassDeclaration(gate)) return null;
  const named = gate.members.filter((member) => member.name?.getText() === policy.method);
  const method = named.find((member) => !ts.isMethodDeclaration(member) || member.body !== undefined);
  if (method === undefined) return null;
  const [signature] = checker.getTypeAtLocation(method).getCallSignatures();
  const written = ts.isMethodDeclaration(method) ? method : null;
  return {
    place: placeOf(root, method.name ?? method),
    signature:
      signature === undefined
        ? ''
        : checker.signatureToString(signature, method, ts.TypeFormatFlags.NoTruncation),
    manner: mannerOf(method, named.length),
    vocabulary: vocabularyOf(room, method),
    parameters: written?.parameters.map(({ name }) => name.getText()) ?? [],
    steps: readSteps(room, written?.body?.statements ?? []),
  };
}

function mannerOf(method: ts.ClassElement, declarations: number): string[] {
  const modifiers = ts.canHaveModifiers(method) ? (ts.getModifiers(method) ?? []) : [];
  return [
    ...modifiers.map((modifier) => modifier.getText()).filter((modifier) => modifier !== 'public'),
    ...(ts.isMethodDeclaration(method) ? [] : ['a property']),
    ...(ts.isMethodDeclaration(method) && method.asteriskToken !== undefined ? ['a generator'] : []),
    ...(ts.isMethodDeclaration(method) && method.typeParameters !== undefined ? ['generic'] : []),
    ...(declarations > 1 ? ['overloaded'] : []),
    ...(ts.canHaveDecorators(method) && (ts.getDecorators(method)?.length ?? 0) > 0 ? ['decorated'] : []),
  ];
}

function vocabularyOf(
  { project: { checker, root } }: ReadingRoom,
  method: ts.ClassElement,
): Record<string, string> {
  const words: Record<string, string> = {};
  const read = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
      const symbol = checker.getSymbolAtLocation(node.typeName);
      const meant =
        symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
          ? checker.getAliasedSymbol(symbol)
          : symbol;
      const [declaration] = meant?.declarations ?? [];
      if (declaration !== undefined) {
        words[node.typeName.text] = relative(root, declaration.getSourceFile().fileName);
      }
    }
    ts.forEachChild(node, read);
  };
  if (ts.isMethodDeclaration(method)) {
    for (const { type } of method.parameters) if (type !== undefined) read(type);
    if (method.type !== undefined) read(method.type);
  }
  return words;
}
