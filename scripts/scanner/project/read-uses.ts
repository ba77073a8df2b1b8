import ts from 'typescript';
import type { GateUse } from '../model.ts';
import type { ReadingRoom } from './file-reader.ts';
import { placeOf } from './place.ts';
import { isDeclared, meaningOf, namedProperties } from './symbols.ts';

/** Every mention of a guarded member in a statement, and every call of a function of the same file that leads to one. */
export function readUses(room: ReadingRoom, statement: ts.Statement): GateUse[] {
  const uses: GateUse[] = [];
  const visit = (node: ts.Node): void => {
    const direct = membersNamedBy(room, node);
    if (direct.length > 0) uses.push(useOf(room, node, direct, true, statement));
    else if (ts.isCallExpression(node)) {
      const reached = membersReached(room, calledHere(room, node), new Set());
      if (reached.length > 0) uses.push(useOf(room, node.expression, reached, false, statement));
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return uses;
}

function membersNamedBy({ project: { checker }, guards }: ReadingRoom, node: ts.Node): readonly string[] {
  const symbols = [...namedProperties(checker, node)];
  if (ts.isIdentifier(node) && !isDeclared(node)) {
    const symbol = meaningOf(checker, node);
    if (symbol !== undefined) symbols.push(symbol);
  }
  const declarations = symbols.flatMap((symbol) => symbol.declarations ?? []);
  return [...new Set(declarations.flatMap((declaration) => guards.members.get(declaration) ?? []))];
}

/** The function of this very file that a call calls. */
function calledHere({ project: { checker } }: ReadingRoom, call: ts.CallExpression): ts.Node | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const [declaration] = meaningOf(checker, callee)?.declarations ?? [];
  const isHere = declaration?.getSourceFile() === call.getSourceFile();
  return isHere && ts.isFunctionLike(declaration) ? declaration : undefined;
}

function membersReached(room: ReadingRoom, body: ts.Node | undefined, seen: Set<ts.Node>): string[] {
  if (body === undefined || seen.has(body)) return [];
  seen.add(body);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...membersNamedBy(room, node));
    if (ts.isCallExpression(node)) found.push(...membersReached(room, calledHere(room, node), seen));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return [...new Set(found)];
}

function useOf(
  { project: { root } }: ReadingRoom,
  node: ts.Node,
  members: readonly string[],
  direct: boolean,
  statement: ts.Statement,
): GateUse {
  const named = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const call = ts.isCallExpression(named.parent) && named.parent.expression === named ? named.parent : null;
  const outer = unwrapped(call ?? named);
  return {
    ...placeOf(root, named),
    members,
    direct,
    called: call !== null,
    awaited: call !== null && ts.isAwaitExpression(call.parent),
    conditional: isConditional(named, statement),
    nested: isNested(named, statement),
    whole: call !== null && ts.isExpressionStatement(outer.parent),
    receiver: ts.isPropertyAccessExpression(named) ? named.expression.getText() : '',
    given: call?.arguments.map((argument) => argument.getText()) ?? [],
  };
}

/** A call with the `await`, `void` and parentheses around it. */
function unwrapped(node: ts.Node): ts.Node {
  const { parent } = node;
  const wraps =
    ts.isAwaitExpression(parent) || ts.isVoidExpression(parent) || ts.isParenthesizedExpression(parent);
  return wraps ? unwrapped(parent) : node;
}

function isNested(node: ts.Node, statement: ts.Statement): boolean {
  for (let at = node; at !== statement; at = at.parent)
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return true;
  return false;
}

function isConditional(node: ts.Node, statement: ts.Statement): boolean {
  for (let at = node; at !== statement; at = at.parent) {
    if (ts.isConditionalExpression(at.parent) && at.parent.condition !== at) return true;
    if (ts.isBinaryExpression(at.parent) && isShortCircuit(at.parent) && at.parent.right === at) return true;
    if (ts.isOptionalChain(at)) return true;
  }
  return false;
}

function isShortCircuit({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}
