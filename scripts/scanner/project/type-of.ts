import ts from 'typescript';

/**
 * The type of an expression as it was declared, before any narrowing. Everything asked here was found out when the file
 * was checked, so that it costs next to nothing: asking the compiler for the type of each expression anew would check
 * all below it again.
 *
 * Narrowing only takes away from a type, or needs the name of what it narrows to; nothing guarded is missed.
 */
export function typeOf(checker: ts.TypeChecker, node: ts.Expression): ts.Type {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return typeOf(checker, node.expression);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const signature = checker.getResolvedSignature(node);
    return signature?.getReturnType() ?? checker.getTypeAtLocation(node);
  }
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
    const symbol = checker.getSymbolAtLocation(ts.isIdentifier(node) ? node : node.name);
    if (symbol !== undefined && isValue(symbol)) return checker.getTypeOfSymbol(symbol);
  }
  return checker.getTypeAtLocation(node);
}

function isValue({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Value) !== 0 && (flags & ts.SymbolFlags.Alias) === 0;
}
