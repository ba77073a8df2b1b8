import ts from 'typescript';

/** What puts a property into an object, by the names of the language. */
const PUTS = /^(Object|Reflect)\.(assign|set|defineProperty|defineProperties|setPrototypeOf)$/;

/** Whether a method that others rely on is replaced here, in a prototype or on an object of ours. */
export function isPatch(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const [target] = node.arguments;
    return PUTS.test(node.expression.getText()) && target !== undefined && isPrototype(target);
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left } = node;
  if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return false;
  return isPrototype(left.expression) || isOwnMethod(checker, left);
}

function isPrototype(node: ts.Expression): boolean {
  if (/\bgetPrototypeOf\(/.test(node.getText())) return true;
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'prototype';
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === 'prototype'
  );
}

/** A method of a class of ours: what does it otherwise on one object sees what the class keeps to itself. */
function isOwnMethod(
  checker: ts.TypeChecker,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): boolean {
  const symbol = checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression,
  );
  const [declaration] = symbol?.declarations ?? [];
  return (
    declaration !== undefined &&
    ts.isMethodDeclaration(declaration) &&
    !declaration.getSourceFile().fileName.includes('/node_modules/')
  );
}
