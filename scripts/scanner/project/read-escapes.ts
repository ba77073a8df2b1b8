import ts from 'typescript';
import type { Escape, EscapeKind } from '../model.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { containerEscape, mayNameContainer, namesContainer } from './container-escapes.ts';
import { holdsGlobals } from './globals.ts';
import { isPatch } from './patches.ts';
import { placeOf } from './place.ts';
import { meaningOf, namedProperties } from './symbols.ts';
import { typeOf } from './type-of.ts';

/** Names of Node, by what they are a way to. */
const OF_NODE: Readonly<Record<string, EscapeKind>> = {
  createRequire: 'require',
  require: 'require',
  getBuiltinModule: 'require',
  dlopen: 'require',
  loadExtension: 'require',
  enableLoadExtension: 'require',
  register: 'require',
  registerHooks: 'require',
  runInContext: 'eval',
  runInNewContext: 'eval',
  runInThisContext: 'eval',
  compileFunction: 'eval',
  SourceTextModule: 'eval',
  Script: 'eval',
  Session: 'eval',
};
/** Modules of Node that load others, or run files. */
const LOADERS = /^(node:)?(module|test|wasi)$/;
/** Code that is an address. */
const CODE = /^data:(text|application)\/javascript/i;

/** Notes every way out of the type system. */
export function escapeReader({ project: { checker, root } }: ReadingRoom, escapes: Escape[]): NodeReader {
  return (node) => {
    const kind =
      kindOf(checker, node) ?? containerEscape(checker, node) ?? (isPatch(checker, node) ? 'patched' : null);
    if (kind !== null) escapes.push({ ...placeOf(root, node), kind });
    if (ts.isSourceFile(node)) {
      for (const comment of suppressions(node)) escapes.push({ ...comment, file: placeOf(root, node).file });
    }
  };
}

function kindOf(checker: ts.TypeChecker, node: ts.Node): EscapeKind | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (holdsGlobals(checker, node)) return 'globals';
  if (ts.isIdentifier(node)) {
    return node.text === 'arguments'
      ? ofArguments(checker, node)
      : ofMeaning(node.text, () => meaningOf(checker, node));
  }
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
    if (LOADERS.test(node.text) && isImported(node)) return 'require';
    return CODE.test(node.text) ? 'eval' : null;
  }
  if (ts.isBindingElement(node)) return ofNames(checker, node);
  if (ts.isShorthandPropertyAssignment(node)) return ofNames(checker, node);
  if (ts.isPropertyAssignment(node)) return isEvalOption(node) ? 'eval' : null;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    if (isAny(checker, node.expression)) return 'any';
    return ofNames(checker, node);
  }
  return ts.isCallExpression(node) || ts.isNewExpression(node) ? ofCall(checker, node) : null;
}

/** What is named of something, by a key or in a pattern. */
function ofNames(checker: ts.TypeChecker, node: ts.Node): EscapeKind | null {
  for (const symbol of namedProperties(checker, node)) {
    const kind = ofMeaning(symbol.name, () => symbol);
    if (kind !== null) return kind;
  }
  return null;
}

/** What a function was given, of which nothing is known. */
function ofArguments(checker: ts.TypeChecker, node: ts.Identifier): EscapeKind | null {
  return checker.getTypeAtLocation(node).getSymbol()?.name === 'IArguments' ? 'any' : null;
}

function isImported({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isCallExpression(parent);
}

/** What a name is for is asked only where the name is one of those. */
function ofMeaning(name: string, meaning: () => ts.Symbol | undefined): EscapeKind | null {
  const isOfNode = Object.hasOwn(OF_NODE, name) || name === 'eval';
  if (!isOfNode && !mayNameContainer(name)) return null;
  const source = sourceOf(meaning());
  if (namesContainer(name, source)) return 'container';
  if (!isOfNode) return null;
  if (name === 'Session') return source.includes('/inspector.') ? 'eval' : null;
  if (name === 'eval') return isLibrary(source) ? 'eval' : null;
  return source.includes('/@types/node/') ? (OF_NODE[name] ?? null) : null;
}

/** `new Worker(text, { eval: true })` and the like. */
function isEvalOption({ name, initializer }: ts.PropertyAssignment): boolean {
  return name.getText() === 'eval' && initializer.kind === ts.SyntaxKind.TrueKeyword;
}

function ofCall(checker: ts.TypeChecker, node: ts.CallExpression | ts.NewExpression): EscapeKind | null {
  const { expression: callee, arguments: given = [] } = node;
  const [first] = given;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) {
    return first !== undefined && ts.isStringLiteralLike(first) ? null : 'computed-import';
  }
  if (isAny(checker, callee)) return 'any';
  if (ts.isNewExpression(node) && isThread(checker, callee) && !isFileBeside(first)) return 'computed-import';
  if (isUntypedFunction(checker, callee)) return 'eval';
  return null;
}

function isThread(checker: ts.TypeChecker, callee: ts.Expression): boolean {
  const [declaration] = checker.getTypeAtLocation(callee).getSymbol()?.declarations ?? [];
  return (
    declaration?.getSourceFile().fileName.endsWith('/worker_threads.d.ts') === true &&
    /\bWorker$/.test(ts.isClassDeclaration(declaration) ? (declaration.name?.text ?? '') : '')
  );
}

/** A file named by a literal, from the file that names it: who may import it is judged as for any import. */
function isFileBeside(file: ts.Expression | undefined): boolean {
  if (file === undefined || !(ts.isNewExpression(file) || ts.isCallExpression(file))) return false;
  const [name, from] = file.arguments ?? [];
  return name !== undefined && ts.isStringLiteralLike(name) && from?.getText() === 'import.meta.url';
}

/** `x.constructor(…)`: a function of which nothing is known, and `Function` itself two steps further. */
function isUntypedFunction(checker: ts.TypeChecker, callee: ts.Expression): boolean {
  const symbol = typeOf(checker, callee).getSymbol();
  return symbol !== undefined && /^Function(Constructor)?$/.test(symbol.name) && isLibrary(sourceOf(symbol));
}

/** Whether nothing is known of it, after narrowing too. The second question costs more, and is asked rarely. */
function isAny(checker: ts.TypeChecker, node: ts.Expression): boolean {
  const isIt = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Any) !== 0;
  return isIt(typeOf(checker, node)) && isIt(checker.getTypeAtLocation(node));
}

function sourceOf(symbol: ts.Symbol | undefined): string {
  return symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
}

function isLibrary(source: string): boolean {
  return /\/typescript\/lib\/lib\.[^/]*\.d\.ts$/.test(source) || source.includes('/@types/node/');
}

/** Comments that tell the compiler to look away. */
function suppressions(file: ts.SourceFile): Omit<Escape, 'file'>[] {
  const found = file.text.matchAll(/@ts-(?:ignore|expect-error|nocheck)\b/g);
  return [...found]
    .filter(({ index }) => isInComment(file, index))
    .map(({ index, 0: text }) => {
      const { line, character } = file.getLineAndCharacterOfPosition(index);
      return { kind: 'suppression', line: line + 1, column: character + 1, within: '', text };
    });
}

/** Whatever is before the beginning of the token that a position belongs to is a comment, or nothing. */
function isInComment(file: ts.SourceFile, position: number): boolean {
  let node: ts.Node = file;
  for (;;) {
    const inner: ts.Node | undefined = node
      .getChildren(file)
      .find((child) => child.pos <= position && position < child.end);
    if (inner === undefined) return true;
    if (inner.getChildCount(file) === 0) return position < inner.getStart(file);
    node = inner;
  }
}
