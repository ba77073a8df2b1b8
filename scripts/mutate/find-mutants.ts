import ts from 'typescript';
import type { Mutant } from './mutant.ts';

/** Operators, and what each becomes. */
const SWAPPED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.QuestionQuestionToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
};

/** Every mutant of a file: conditions turned round, booleans and operators swapped, awaits and statements left out, nothing returned. */
export function findMutants(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, to: string): void => {
    const [start, end] = [node.getStart(), node.getEnd()];
    if (node.getText() === to) return;
    const { line } = source.getLineAndCharacterOfPosition(start);
    const changed = text.slice(0, start) + to + text.slice(end);
    mutants.push({ file, line: line + 1, from: inOneLine(node.getText()), to: inOneLine(to), text: changed });
  };
  const visit = (node: ts.Node): void => {
    if (isTypeOnly(node)) return;
    mutate(node, replace);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

function mutate(node: ts.Node, replace: (node: ts.Node, to: string) => void): void {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) turnRound(node.expression, replace);
  else if (ts.isConditionalExpression(node)) turnRound(node.condition, replace);
  else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
  else if (ts.isAwaitExpression(node)) replace(node, node.expression.getText());
  else if (ts.isBinaryExpression(node)) {
    const swapped = SWAPPED[node.operatorToken.kind];
    if (swapped !== undefined) replace(node.operatorToken, swapped);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    replace(node, node.operand.getText());
  } else if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) replace(node, ';');
  else if (ts.isReturnStatement(node) && node.expression !== undefined) replace(node.expression, 'undefined');
  else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) replace(node.body, 'undefined');
}

/** What is put in parentheses, so that all of it is turned round. */
function turnRound(condition: ts.Expression, replace: (node: ts.Node, to: string) => void): void {
  replace(condition, `!(${condition.getText()})`);
}

/** Types are the compiler's to test, and imports and decorators what the container and the linker refuse. */
function isTypeOnly(node: ts.Node): boolean {
  return ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isDecorator(node);
}

const inOneLine = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 80);
