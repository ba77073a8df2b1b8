import ts from 'typescript';
import type { EscapeKind } from '../model.ts';
import { meaningOf, namedProperties } from './symbols.ts';

/** What finds providers by itself, past the constructor. */
const OF_NEST: ReadonlySet<string> = new Set([
  'ModuleRef',
  'LazyModuleLoader',
  'ModulesContainer',
  'DiscoveryService',
  'NestContainer',
  'NestApplication',
  'NestApplicationContext',
  'ExternalContextCreator',
  'GraphInspector',
  'Injector',
  // Says what a constructor is given apart from its types.
  'Dependencies',
]);
/** What decorators wrote down for the container, the classes that a constructor wants among it. */
const OF_METADATA: ReadonlySet<string> = new Set([
  'getMetadata',
  'getOwnMetadata',
  'defineMetadata',
  'deleteMetadata',
]);
/** What writes or reads what decorators write down, under a key of the caller's. */
const BY_KEY = /^(SetMetadata|metadata|get|getAll|getAllAndOverride|getAllAndMerge)$/;
/** Keys under which the container finds out what a class wants. */
const KEYS_OF_CONTAINER = /^(design|self|optional):/;
const ASKS = /^(get|resolve|create)$/;
const CONTAINER =
  /^(INestApplication|INestApplicationContext|NestApplicationContext|AbstractInstanceResolver|ModuleRef)$/;

/** Whether a name could be one that gets past the wiring. */
export function mayNameContainer(name: string): boolean {
  return OF_NEST.has(name) || OF_METADATA.has(name);
}

/** How a name gets past the wiring, where it means something of Nest. */
export function namesContainer(name: string, source: string): boolean {
  if (OF_NEST.has(name)) return source.includes('/@nestjs/');
  return OF_METADATA.has(name) && source.includes('/reflect-metadata/');
}

/** The way past the container's wiring that a node takes, if it takes one. */
export function containerEscape(checker: ts.TypeChecker, node: ts.Node): EscapeKind | null {
  if (ts.isIdentifier(node)) return isInjectKept(checker, node) ? 'container' : null;
  if (ts.isDecorator(node)) return ofDecorator(checker, node);
  if (ts.isPropertyAssignment(node)) return isMistypedFactory(checker, node) ? 'mistyped' : null;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return isAskingKept(checker, node) ? 'container' : null;
  if (ts.isBindingElement(node))
    return namedProperties(checker, node).some(isOfContainer) ? 'container' : null;
  return ts.isCallExpression(node) ? ofCall(checker, node) : null;
}

/** `Inject` anywhere but in a decorator that is written there: by another name nobody would see what it injects. */
function isInjectKept(checker: ts.TypeChecker, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isPropertyAssignment(parent)) return false;
  return isInject(checker, node) && !(ts.isCallExpression(parent) && ts.isDecorator(parent.parent));
}

function isInject(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = meaningOf(checker, name);
  return symbol?.name === 'Inject' && sourceOf(symbol).includes('/@nestjs/common/');
}

/** `@Inject(…)` */
function ofDecorator(checker: ts.TypeChecker, { expression, parent }: ts.Decorator): EscapeKind | null {
  if (!ts.isCallExpression(expression) || !isInject(checker, expression.expression)) return null;
  const token = tokenOf(expression.arguments[0]);
  if (token === null) return null;
  if ((checker.getTypeAtLocation(token).flags & ts.TypeFlags.StringLike) !== 0) return 'string-token';
  return isOfClass(checker, token, checker.getTypeAtLocation(parent)) ? null : 'mistyped';
}

/** `app.get(…)` */
function ofCall(checker: ts.TypeChecker, node: ts.CallExpression): EscapeKind | null {
  if (isOfMetadata(checker, node)) return 'container';
  if (!asksContainer(checker, node.expression)) return null;
  const [token] = node.arguments;
  if (token === undefined || instanceOf(checker, token) === null) return 'container';
  const type = checker.getTypeAtLocation(node);
  return isOfClass(checker, token, checker.getAwaitedType(type) ?? type) ? null : 'mistyped';
}

/** What is written down or read under a key that may be one of the container's. */
function isOfMetadata(checker: ts.TypeChecker, { expression, arguments: given }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!ts.isIdentifier(name) || given[0] === undefined || !BY_KEY.test(name.text)) return false;
  const source = sourceOf(meaningOf(checker, name));
  if (!/\/(set-metadata\.decorator|reflector\.service|reflect-metadata\/[^/]*)\.d\.ts$/.test(source))
    return false;
  const key = checker.getTypeAtLocation(given[0]);
  if (key.isStringLiteral()) return KEYS_OF_CONTAINER.test(key.value);
  return (key.flags & ts.TypeFlags.StringLike) !== 0;
}

/** `{ inject: […], useFactory: (…) => … }` */
function isMistypedFactory(checker: ts.TypeChecker, node: ts.PropertyAssignment): boolean {
  const { name, initializer, parent } = node;
  if (name.getText() !== 'inject') return false;
  const factory = parent.properties.find((one) => one.name?.getText() === 'useFactory');
  if (factory === undefined) return false;
  if (!ts.isArrayLiteralExpression(initializer)) return true;
  const [signature] = checker.getTypeAtLocation(factory).getCallSignatures();
  return initializer.elements.some((element, index) => {
    const token = dependencyOf(element);
    if (token === null) return true;
    const parameter = signature?.parameters[index];
    return parameter !== undefined && !isOfClass(checker, token, checker.getTypeOfSymbol(parameter));
  });
}

/** What one entry of `inject` asks for; null where that cannot be seen. */
function dependencyOf(element: ts.Expression): ts.Expression | null {
  if (ts.isSpreadElement(element)) return null;
  if (!ts.isObjectLiteralExpression(element)) return element;
  const token = element.properties.find((one) => one.name?.getText() === 'token');
  return token !== undefined && ts.isPropertyAssignment(token) ? token.initializer : null;
}

/** What is injected: what `forwardRef` puts off is looked at too. */
function tokenOf(given: ts.Expression | undefined): ts.Expression | null {
  if (given === undefined) return null;
  const [later] = ts.isCallExpression(given) ? given.arguments : [];
  return later !== undefined && ts.isArrowFunction(later) && ts.isExpression(later.body) ? later.body : given;
}

/** Whether a type is that of the instances of a class; so it is where the token is no class, of which nothing is known. */
function isOfClass(checker: ts.TypeChecker, token: ts.Expression, type: ts.Type): boolean {
  const instance = instanceOf(checker, token);
  return instance === null || checker.getNonNullableType(type).getSymbol() === instance.getSymbol();
}

function instanceOf(checker: ts.TypeChecker, token: ts.Expression): ts.Type | null {
  const [constructed] = checker.getTypeAtLocation(token).getConstructSignatures();
  return constructed?.getReturnType() ?? null;
}

function asksContainer(checker: ts.TypeChecker, callee: ts.Expression): boolean {
  return namedBy(checker, callee).some(isOfContainer);
}

/** What asks the container, taken off it: who calls it later is not seen to ask. */
function isAskingKept(
  checker: ts.TypeChecker,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): boolean {
  const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
  return !isCalled && asksContainer(checker, node);
}

function namedBy(checker: ts.TypeChecker, node: ts.Expression): readonly ts.Symbol[] {
  if (ts.isElementAccessExpression(node)) return namedProperties(checker, node);
  if (!ts.isPropertyAccessExpression(node)) return [];
  return ASKS.test(node.name.text) ? [meaningOf(checker, node.name)].filter((one) => one !== undefined) : [];
}

function isOfContainer({ name, declarations }: ts.Symbol): boolean {
  const owner = declarations?.[0]?.parent;
  return (
    ASKS.test(name) &&
    owner !== undefined &&
    (ts.isInterfaceDeclaration(owner) || ts.isClassLike(owner)) &&
    CONTAINER.test(owner.name?.text ?? '')
  );
}

function sourceOf(symbol: ts.Symbol | undefined): string {
  return symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
}
