import ts from 'typescript';
import type { EscapeKind } from '../model.ts';
import { meaningOf } from './symbols.ts';

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
]);
/** What decorators wrote down for the container, the classes that a constructor wants among it. */
const OF_METADATA: ReadonlySet<string> = new Set([
  'getMetadata',
  'getOwnMetadata',
  'defineMetadata',
  'deleteMetadata',
]);
const CONTAINER =
  /^(INestApplication|INestApplicationContext|NestApplicationContext|AbstractInstanceResolver|ModuleRef)$/;

/** How a name gets past the wiring, where it means something of Nest. */
export function namesContainer(name: string, source: string): boolean {
  if (OF_NEST.has(name)) return source.includes('/@nestjs/');
  return OF_METADATA.has(name) && source.includes('/reflect-metadata/');
}

/** The way past the container's wiring that a node takes, if it takes one. */
export function containerEscape(checker: ts.TypeChecker, node: ts.Node): EscapeKind | null {
  if (ts.isDecorator(node)) return ofDecorator(checker, node);
  if (ts.isPropertyAssignment(node)) return isMistypedFactory(checker, node) ? 'mistyped' : null;
  return ts.isCallExpression(node) ? ofCall(checker, node) : null;
}

/** `@Inject(…)` */
function ofDecorator(checker: ts.TypeChecker, { expression, parent }: ts.Decorator): EscapeKind | null {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'Inject') return null;
  const token = tokenOf(expression.arguments[0]);
  if (token === null) return null;
  if ((checker.getTypeAtLocation(token).flags & ts.TypeFlags.StringLike) !== 0) return 'string-token';
  return isOfClass(checker, token, checker.getTypeAtLocation(parent)) ? null : 'mistyped';
}

/** `app.get(…)` */
function ofCall(checker: ts.TypeChecker, node: ts.CallExpression): EscapeKind | null {
  if (!asksContainer(checker, node.expression)) return null;
  const [token] = node.arguments;
  if (token === undefined || instanceOf(checker, token) === null) return 'container';
  const type = checker.getTypeAtLocation(node);
  return isOfClass(checker, token, checker.getAwaitedType(type) ?? type) ? null : 'mistyped';
}

/** `{ inject: […], useFactory: (…) => … }` */
function isMistypedFactory(checker: ts.TypeChecker, node: ts.PropertyAssignment): boolean {
  const { name, initializer, parent } = node;
  if (name.getText() !== 'inject' || !ts.isArrayLiteralExpression(initializer)) return false;
  const factory = parent.properties.find((one) => one.name?.getText() === 'useFactory');
  if (factory === undefined) return false;
  const [signature] = checker.getTypeAtLocation(factory).getCallSignatures();
  return initializer.elements.some((token, index) => {
    const parameter = signature?.parameters[index];
    return parameter !== undefined && !isOfClass(checker, token, checker.getTypeOfSymbol(parameter));
  });
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
  if (!ts.isPropertyAccessExpression(callee) || !/^(get|resolve|create)$/.test(callee.name.text))
    return false;
  const [declaration] = meaningOf(checker, callee.name)?.declarations ?? [];
  const owner = declaration?.parent;
  return (
    owner !== undefined &&
    (ts.isInterfaceDeclaration(owner) || ts.isClassLike(owner)) &&
    CONTAINER.test(owner.name?.text ?? '')
  );
}
