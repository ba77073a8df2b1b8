import ts from 'typescript';
import type { Leak } from '../model.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { FunctionLeaks } from './function-leaks.ts';
import { handedOn } from './handed-on.ts';
import { decorated, ownGeneric, ownThis } from './own-functions.ts';
import { placeOf } from './place.ts';
import { softField } from './soft-fields.ts';
import { typeOf } from './type-of.ts';

/** What is private in TypeScript and open at run time. */
const SOFT = 'a field that is no #field';

/** Notes where something guarded goes into a place whose type does not say so: from there nobody could follow it. */
export function leakReader(
  { project: { checker, root }, guards, types }: ReadingRoom,
  leaks: Leak[],
): NodeReader {
  const functions = new FunctionLeaks(checker, types);
  return (node) => {
    const less = handedOn(checker, functions, node);
    if (less !== null) leaks.push({ ...placeOf(root, node), ...less });
    const replaced = decorated(checker, types, node);
    if (replaced !== null) leaks.push({ ...placeOf(root, node), ...replaced });
    const soft = softField(checker, guards, types, node);
    if (soft !== null) leaks.push({ ...placeOf(root, node), thing: soft, into: SOFT });
    if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
      const thing = types.carried(checker.getTypeAtLocation(node));
      const into = thing === null ? null : givenToGeneric(checker, node);
      if (thing !== null && into !== null) leaks.push({ ...placeOf(root, node), thing, into });
    }
    if (!isValue(node)) return;
    const type = typeOf(checker, node);
    const instance = types.instance(type);
    const thing = instance ?? classValue(node, types.within(type), type) ?? types.carried(type);
    if (thing === null) return;
    const into = (instance === null ? null : takenApart(node)) ?? leakInto(checker, types, node);
    if (into !== null) leaks.push({ ...placeOf(root, node), thing, into });
  };
}

function isValue(node: ts.Node): node is ts.Expression {
  if (ts.isIdentifier(node)) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
    return ts.isExpression(node) && !('name' in parent && parent.name === node);
  }
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node)
  );
}

/** A guarded class itself, outside of where the container is told of it. */
function classValue(node: ts.Expression, thing: string | null, type: ts.Type): string | null {
  if (thing === null || !ts.isIdentifier(node) || type.getConstructSignatures().length === 0) return null;
  return isWiring(node) ? null : thing;
}

/** In a decorator, or one of the entries of a provider. */
function isWiring(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at) && !ts.isBlock(at); at = at.parent) {
    if (ts.isDecorator(at)) return true;
    if (ts.isPropertyAssignment(at) && /^(provide|inject)$/.test(at.name.getText())) return true;
  }
  return false;
}

/** How something is taken apart here, if it is. */
function takenApart({ parent }: ts.Expression): string | null {
  if (ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent)) return 'a spread';
  if (ts.isTemplateSpan(parent)) return 'a text';
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return 'a loop over what it has';
  if (!ts.isVariableDeclaration(parent) || ts.isIdentifier(parent.name)) return null;
  const takesRest = parent.name.elements.some(
    (element) => ts.isBindingElement(element) && element.dotDotDotToken !== undefined,
  );
  return takesRest ? 'the rest of a destructuring' : null;
}

function leakInto(checker: ts.TypeChecker, types: ReadingRoom['types'], node: ts.Expression): string | null {
  const { parent } = node;
  if (ts.isThrowStatement(parent)) return 'what is caught';
  // What a pattern takes is looked at name by name.
  if (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name) && parent.type === undefined)
    return null;
  if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent)) {
    return slot(checker, types, checker.getTypeFromTypeNode(parent.type));
  }
  const generic = givenToGeneric(checker, node);
  if (generic !== null) return generic;
  const receiver = ownThis(checker, node);
  if (receiver !== null) return slot(checker, types, receiver);
  const expected = checker.getContextualType(node);
  return expected === undefined ? null : slot(checker, types, expected);
}

function givenToGeneric(checker: ts.TypeChecker, node: ts.Expression): string | null {
  const { parent } = node;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return null;
  const index = parent.arguments?.indexOf(node) ?? -1;
  return index === -1 ? null : ownGeneric(checker, parent, index);
}

function slot(checker: ts.TypeChecker, types: ReadingRoom['types'], type: ts.Type): string | null {
  return types.follows(type) ? null : checker.typeToString(type);
}
