import ts from 'typescript';
import type { FunctionLeak, FunctionLeaks } from './function-leaks.ts';
import { PLAIN } from './guarded-types.ts';

/** What is lost at a node where something that has functions is taken for another type. */
export function handedOn(checker: ts.TypeChecker, leaks: FunctionLeaks, node: ts.Node): FunctionLeak | null {
  if (ts.isHeritageClause(node)) return ofHeritage(checker, leaks, node);
  if (ts.isPropertyAssignment(node)) return ofProvider(checker, leaks, node);
  if (ts.isFunctionLike(node)) {
    const overloaded = ofOverloads(checker, leaks, node);
    if (overloaded !== null) return overloaded;
  }
  if (!isHandedOn(node)) return null;
  const own = checker.getTypeAtLocation(node);
  if ((own.flags & PLAIN) !== 0) return null;
  const expected = expectedOf(checker, node);
  return expected === null ? null : leaks.between(own, expected);
}

function expectedOf(checker: ts.TypeChecker, node: ts.Expression): ts.Type | null {
  const { parent } = node;
  if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent))
    return checker.getTypeFromTypeNode(parent.type);
  return checker.getContextualType(node) ?? null;
}

/** `implements` and `extends`: whoever knows the one calls the methods of the other. */
function ofHeritage(
  checker: ts.TypeChecker,
  leaks: FunctionLeaks,
  { parent, types }: ts.HeritageClause,
): FunctionLeak | null {
  const own = checker.getTypeAtLocation(parent);
  for (const type of types) {
    const found = leaks.between(own, checker.getTypeAtLocation(type));
    if (found !== null) return found;
  }
  return null;
}

/** `{ provide: One, useClass: Other }`: whoever asks for the one is given the other. */
function ofProvider(
  checker: ts.TypeChecker,
  leaks: FunctionLeaks,
  { name, initializer, parent }: ts.PropertyAssignment,
): FunctionLeak | null {
  if (!/^use(Class|Existing)$/.test(name.getText())) return null;
  const token = parent.properties.find((one) => one.name?.getText() === 'provide');
  const own = instanceOf(checker, initializer);
  if (own === null || token === undefined || !ts.isPropertyAssignment(token)) return null;
  return leaks.provided(own, instanceOf(checker, token.initializer));
}

function instanceOf(checker: ts.TypeChecker, node: ts.Expression): ts.Type | null {
  const type = checker.getTypeAtLocation(node);
  const prototype = type.getProperty('prototype'); // an abstract class has no signature that constructs
  return prototype === undefined ? null : checker.getTypeOfSymbol(prototype);
}

/** What callers are told of a function, and what it says itself. */
function ofOverloads(
  checker: ts.TypeChecker,
  leaks: FunctionLeaks,
  node: ts.SignatureDeclaration,
): FunctionLeak | null {
  const own =
    'body' in node && node.body !== undefined ? checker.getSignatureFromDeclaration(node) : undefined;
  const symbol =
    own === undefined || node.name === undefined ? undefined : checker.getSymbolAtLocation(node.name);
  if (own === undefined || (symbol?.declarations?.length ?? 0) < 2) return null;
  for (const said of symbol?.declarations ?? []) {
    const wanted = ts.isFunctionLike(said) ? checker.getSignatureFromDeclaration(said) : undefined;
    const found = wanted === undefined ? null : leaks.ofSignatures(own, wanted);
    if (found !== null) return found;
  }
  return null;
}

/** Whatever stands where a value is wanted, but the names in the middle of others. */
function isHandedOn(node: ts.Node): node is ts.Expression {
  if (
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  )
    return !isReceiver(node);
  const isName = ts.isIdentifier(node) ? ts.isExpression(node) : ts.isPropertyAccessExpression(node);
  const { parent } = node;
  return isName && !isReceiver(node) && !('name' in parent && parent.name === node);
}

/** What is called, or of which something is named. */
function isReceiver(node: ts.Node): boolean {
  const { parent } = node;
  // A decorator is handed the class that it stands on, by the language.
  if (ts.isPropertyAccessExpression(parent) || ts.isDecorator(parent)) return true;
  return (ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
}
