import ts from 'typescript';
import type { GuardedTypes } from './guarded-types.ts';

/** What the language takes objects apart with, by where it is declared. */
const TAKES_APART = /^(Reflect|ObjectConstructor|ProxyConstructor|CallableFunction|NewableFunction)$/;

/** A function that takes whatever there is may do whatever it likes with it, if it is ours or made for that. */
export function ownGeneric(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): string | null {
  const declaration = checker.getResolvedSignature(call)?.getDeclaration();
  const parameters = declaration?.parameters.filter(({ name }) => name.getText() !== 'this') ?? [];
  const parameter = parameters[index] ?? parameters.at(-1);
  if (parameter === undefined || !ts.isParameter(parameter)) return null;
  const isTheirs = isOthers(parameter);
  if (isTheirs && !TAKES_APART.test(containerOf(parameter))) return null;
  const type = checker.getTypeAtLocation(parameter);
  const isOne = (type.flags & ts.TypeFlags.TypeParameter) !== 0;
  if (!isOne && (isTheirs || !mentionsOne(parameter))) return null;
  return `the type parameter ${isOne ? checker.typeToString(type) : `in ${checker.typeToString(type)}`}`;
}

/** Whether a type parameter of its function stands somewhere in the type of a parameter. */
function mentionsOne({ parent, type }: ts.ParameterDeclaration): boolean {
  const names = new Set(parent.typeParameters?.map(({ name }) => name.text));
  const isOne = (node: ts.Node): boolean =>
    (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && names.has(node.typeName.text)) ||
    ts.forEachChild(node, (inner) => isOne(inner) || undefined) === true;
  return type !== undefined && names.size > 0 && isOne(type);
}

/** A decorator of our own on a method: it can put another in its place, which is given what the method says it takes. */
export function decorated(
  checker: ts.TypeChecker,
  types: GuardedTypes,
  node: ts.Node,
): { readonly thing: string; readonly into: string } | null {
  if (!ts.isDecorator(node) || !(ts.isMethodDeclaration(node.parent) || ts.isAccessor(node.parent)))
    return null;
  const made = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
  const declarations = checker.getTypeAtLocation(made).getSymbol()?.declarations ?? [];
  const signature = checker.getSignatureFromDeclaration(node.parent);
  if (signature === undefined || declarations.every(isOthers)) return null;
  const given = signature.parameters.map((parameter) => checker.getTypeOfSymbol(parameter));
  const things = [...given, signature.getReturnType()].map((type) => types.carried(type));
  const thing = things.find((one) => one !== null);
  return thing === undefined ? null : { thing, into: 'a decorator of our own' };
}

/** What a function says that its `this` is, where a node is what it is called on. */
export function ownThis(checker: ts.TypeChecker, node: ts.Expression): ts.Type | null {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) && !ts.isElementAccessExpression(parent)) return null;
  const call = parent.parent;
  if (parent.expression !== node || !ts.isCallExpression(call) || call.expression !== parent) return null;
  // A signature of the compiler's own making has no declaration.
  const first = checker.getResolvedSignature(call)?.declaration?.parameters[0];
  if (first?.name.getText() !== 'this' || isOthers(first)) return null;
  return checker.getTypeAtLocation(first);
}

const isOthers = (node: ts.Node): boolean => node.getSourceFile().fileName.includes('/node_modules/');

/** The interface or namespace that a function is declared in. */
function containerOf({ parent }: ts.ParameterDeclaration): string {
  const around = ts.isModuleBlock(parent.parent) ? parent.parent.parent : parent.parent;
  return 'name' in around ? ((around as ts.NamedDeclaration).name?.getText() ?? '') : ''; // what has a name is declared
}
