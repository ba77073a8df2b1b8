import ts from 'typescript';
import { namedProperties } from './symbols.ts';

/** What puts a property into an object, by the names of the language. */
const PUTS = /^(Object|Reflect)\.(assign|set|defineProperty|defineProperties|setPrototypeOf)$/;
/** Those of them that put anything anywhere. */
const PUTTERS = /^(set|defineProperty|defineProperties|setPrototypeOf)$/;
const OF_LANGUAGE = /\/typescript\/lib\/lib\.[^/]*\.d\.ts$/;

/** Whether a method that others rely on is replaced here, in a prototype or on an object of ours. */
export function isPatch(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const [target] = node.arguments;
    return PUTS.test(node.expression.getText()) && target !== undefined && isPrototype(target);
  }
  if (isPutter(checker, node) || isPrototypeKept(checker, node)) return true;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left } = node;
  if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return false;
  return isPrototype(left.expression) || isOwnMethod(checker, left);
}

/** `Reflect.set` and its like under a name of somebody's own. */
function isPutter(checker: ts.TypeChecker, node: ts.Node): boolean {
  // A name means something of that name, but in a pattern.
  if (ts.isIdentifier(node) ? !PUTTERS.test(node.text) : !ts.isBindingElement(node)) return false;
  const symbols = ts.isBindingElement(node)
    ? namedProperties(checker, node)
    : [checker.getSymbolAtLocation(node)].filter((symbol) => symbol !== undefined);
  if (isCalled(node.parent)) return false;
  return symbols.some(({ name, declarations = [] }) => {
    const [at] = declarations;
    return at !== undefined && PUTTERS.test(name) && /^(Reflect|ObjectConstructor)$/.test(containerOf(at));
  });
}

const isCalled = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && node.parent.expression === node;

function containerOf({ parent }: ts.Declaration): string {
  if (ts.isInterfaceDeclaration(parent)) return parent.name.text;
  return ts.isModuleBlock(parent) ? parent.parent.name.getText() : '';
}

/** A prototype of the language, or of a class of ours, that is kept or handed on: whoever has it puts into it what he likes. */
function isPrototypeKept(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'prototype') return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return false;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword) return false;
  const [declaration] = checker.getTypeAtLocation(node.expression).getSymbol()?.declarations ?? [];
  const source = declaration?.getSourceFile().fileName ?? '';
  return OF_LANGUAGE.test(source) || !source.includes('/node_modules/');
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

/** A method of a class of ours, or of the language: what does it otherwise on one object sees what the class keeps to itself. */
function isOwnMethod(
  checker: ts.TypeChecker,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): boolean {
  const symbol = checker.getSymbolAtLocation(
    ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression,
  );
  const [declaration] = symbol?.declarations ?? [];
  if (declaration === undefined) return false;
  const source = declaration.getSourceFile().fileName;
  if (ts.isMethodSignature(declaration)) return OF_LANGUAGE.test(source);
  return ts.isMethodDeclaration(declaration) && !source.includes('/node_modules/');
}
