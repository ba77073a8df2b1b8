import ts from 'typescript';

/** What a name means, through imports and aliases. */
export function meaningOf(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/**
 * Every property that a node names, whatever the form: `a.b`, `a['b']`, `a[key]` with a key of known type, `{ b }` and
 * `{ ['b']: c }` on the left of an assignment or declaration, `T['b']`.
 */
export function namedProperties(checker: ts.TypeChecker, node: ts.Node): readonly ts.Symbol[] {
  if (ts.isElementAccessExpression(node)) {
    return properties(checker, checker.getTypeAtLocation(node.expression), node.argumentExpression);
  }
  if (ts.isIndexedAccessTypeNode(node)) {
    const keys = checker.getTypeFromTypeNode(node.indexType);
    return propertiesOf(checker, checker.getTypeFromTypeNode(node.objectType), keys);
  }
  if (
    ts.isBindingElement(node) &&
    node.dotDotDotToken === undefined &&
    ts.isObjectBindingPattern(node.parent)
  ) {
    return properties(checker, checker.getTypeAtLocation(node.parent), node.propertyName ?? node.name);
  }
  if (ts.isShorthandPropertyAssignment(node) || ts.isPropertyAssignment(node)) {
    const target = assignedType(checker, node.parent);
    return target === null ? [] : properties(checker, target, node.name);
  }
  return [];
}

function properties(checker: ts.TypeChecker, type: ts.Type, name: ts.Node): readonly ts.Symbol[] {
  if (ts.isComputedPropertyName(name)) {
    return propertiesOf(checker, type, checker.getTypeAtLocation(name.expression));
  }
  if (ts.isIdentifier(name) && !ts.isElementAccessExpression(name.parent))
    return byName(checker, type, name.text);
  if (ts.isStringLiteralLike(name)) return byName(checker, type, name.text);
  return ts.isExpression(name) ? propertiesOf(checker, type, checker.getTypeAtLocation(name)) : [];
}

function propertiesOf(checker: ts.TypeChecker, type: ts.Type, keys: ts.Type): readonly ts.Symbol[] {
  const all = keys.isUnion() ? keys.types : [keys];
  return all.flatMap((key) => {
    const constraint = checker.getBaseConstraintOfType(key) ?? key;
    if (constraint !== key) return propertiesOf(checker, type, constraint);
    return key.isStringLiteral() ? byName(checker, type, key.value) : [];
  });
}

function byName(checker: ts.TypeChecker, type: ts.Type, name: string): readonly ts.Symbol[] {
  const present = checker.getNonNullableType(type);
  const parts = present.isUnion() ? present.types : [present];
  return parts.flatMap((part) => checker.getPropertyOfType(part, name) ?? []);
}

/** What an object literal takes apart where it stands on the left of `=`; null where it makes an object. */
function assignedType(checker: ts.TypeChecker, literal: ts.Node): ts.Type | null {
  const { parent } = literal;
  if (
    ts.isBinaryExpression(parent) &&
    parent.left === literal &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  ) {
    return checker.getTypeAtLocation(parent.right);
  }
  if (!ts.isPropertyAssignment(parent) || !ts.isObjectLiteralExpression(literal)) return null;
  const [outer] = namedProperties(checker, parent);
  return outer === undefined ? null : checker.getTypeOfSymbol(outer);
}

/** Whether a name is there because something is declared under it. */
export function isDeclared(node: ts.Identifier | ts.PrivateIdentifier): boolean {
  const { parent } = node;
  if (ts.isImportClause(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.name === node;
  return 'name' in parent && parent.name === node && isDeclaration(parent);
}

function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isClassLike(node) ||
    ts.isFunctionLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isModuleDeclaration(node)
  );
}
