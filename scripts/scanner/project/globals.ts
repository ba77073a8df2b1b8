import ts from 'typescript';
import { meaningOf } from './symbols.ts';

/** What has everything in it: whoever hands it on, or names a part of it by a key of no known text, names whatever there is. */
const ALL = /^(globalThis|global|process)$/;
/** From any value at hand to what makes code of texts. */
const TO_CODE = /^(constructor|__proto__|eval|Function|getBuiltinModule|mainModule|binding|dlopen)$/;
const REFLECTS = /^(Reflect|Object)\.(get|getOwnPropertyDescriptor)$/;

/** Whether all that the language or Node has is in one hand here, or a part of it named that makes code. */
export function holdsGlobals(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return ALL.test(node.text) && isGlobal(checker, node) && !isAsked(checker, node);
  if (ts.isElementAccessExpression(node)) return isWayToCode(node.argumentExpression);
  if (!ts.isCallExpression(node) || !REFLECTS.test(node.expression.getText())) return false;
  return node.arguments.slice(1).some(isWayToCode);
}

/** The one of the language or of Node, not somebody's variable. */
function isGlobal(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const declarations = meaningOf(checker, node)?.declarations ?? [];
  const isName = 'name' in node.parent && node.parent.name === node;
  return !isName && declarations.every((at) => at.getSourceFile().fileName.includes('/node_modules/'));
}

/** Whether it is asked for a part that is named here. */
function isAsked(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isTypeQueryNode(parent)) return true;
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    return checker.getTypeAtLocation(parent.argumentExpression).isStringLiteral();
  }
  if (ts.isTypeOfExpression(parent) || ts.isQualifiedName(parent) || ts.isImportSpecifier(parent))
    return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isObjectBindingPattern(parent.name)) return false;
  return parent.name.elements.every(({ dotDotDotToken }) => dotDotDotToken === undefined);
}

function isWayToCode(key: ts.Expression): boolean {
  const text = textOf(key);
  return text !== null && TO_CODE.test(text);
}

/** A text as it is written, also where it is put together. */
function textOf(node: ts.Expression): string | null {
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}
