import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ImportEdge } from '../model.ts';
import type { NodeReader, ReadingRoom } from './file-reader.ts';
import { placeOf } from './place.ts';
import { meaningOf } from './symbols.ts';

/** A name that is taken, where it stands. */
interface TakenName {
  readonly name: string;
  readonly node: ts.Node;
}

interface Found {
  readonly node: ts.Node;
  readonly specifier: string;
  /** Null for all of them. */
  readonly names: readonly TakenName[] | null;
}

/** Notes every way in which a file names another one. */
export function importReader(
  { project: { checker, program, root } }: ReadingRoom,
  imports: ImportEdge[],
): NodeReader {
  const options = program.getCompilerOptions();
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  const resolve = (specifier: string, from: string): string | null => {
    const known = ts.resolveModuleName(
      specifier,
      from,
      options,
      ts.sys,
      cache,
      undefined,
      ts.ModuleKind.ESNext,
    );
    if (known.resolvedModule !== undefined) return known.resolvedModule.resolvedFileName;
    // Data files, and the overlay of a project, are unknown to the disk's resolver.
    if (!/^\.{0,2}\//.test(specifier)) return null;
    const path = fileURLToPath(new URL(specifier, `file://${from}`));
    const source = path.replace(/\.js$/, '.ts');
    return program.getSourceFile(source) === undefined ? path : source;
  };
  return (node) => {
    const found = foundIn(node);
    if (found === null) return;
    const target = sourceOf(checker, found.node) ?? resolve(found.specifier, node.getSourceFile().fileName);
    const ours = target !== null && target.startsWith(`${root}/`) && !target.includes('/node_modules/');
    imports.push({
      ...placeOf(root, node),
      specifier: found.specifier,
      names: found.names?.filter(({ node: at }) => isValue(checker, at)).map(({ name }) => name) ?? ['*'],
      target: ours ? relative(root, target) : null,
      resolved: target !== null || !found.specifier.startsWith('@gatehouse/'),
    });
  };
}

/** The file that the compiler found already. */
function sourceOf(checker: ts.TypeChecker, node: ts.Node): string | null {
  const [declaration] = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declaration !== undefined && ts.isSourceFile(declaration) ? declaration.fileName : null;
}

function foundIn(node: ts.Node): Found | null {
  if (ts.isImportDeclaration(node)) return text(node.moduleSpecifier, importedNames(node.importClause));
  if (ts.isExportDeclaration(node)) return text(node.moduleSpecifier, exportedNames(node.exportClause));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return text(node.argument.literal, node.qualifier === undefined ? null : [firstOf(node.qualifier)]);
  }
  if (ts.isExternalModuleReference(node)) return text(node.expression, null);
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return text(node.name, null);
  if (ts.isCallExpression(node) && isLoader(node.expression)) return text(node.arguments[0], null);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return ofUrl(node);
  return ts.isSourceFile(node) ? ofReferences(node) : null;
}

/** `import()`, `require()`, `import.meta.resolve()`, `require.resolve()` and whatever was made by `createRequire`. */
function isLoader(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return /^(require|require\.resolve|import\.meta\.resolve)$/.test(callee.getText());
}

/** `new URL('./x.js', import.meta.url)` and functions like it: a file that somebody else will load. */
function ofUrl({ arguments: given }: ts.NewExpression | ts.CallExpression): Found | null {
  return given?.[1]?.getText() === 'import.meta.url' ? text(given[0], null) : null;
}

function ofReferences(file: ts.SourceFile): Found | null {
  const [first] = file.referencedFiles;
  if (first === undefined) return null;
  return { node: file.endOfFileToken, specifier: first.fileName.replace(/^(?!\.)/, './'), names: null };
}

function text(node: ts.Node | undefined, names: Found['names']): Found | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? { node, specifier: node.text, names } : null;
}

function importedNames(clause: ts.ImportClause | undefined): Found['names'] {
  if (clause === undefined) return [];
  const { name, namedBindings } = clause;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) return null;
  const own = name === undefined ? [] : [{ name: 'default', node: name }];
  return [...own, ...(namedBindings?.elements.map(takenName) ?? [])];
}

function exportedNames(clause: ts.NamedExportBindings | undefined): Found['names'] {
  return clause === undefined || ts.isNamespaceExport(clause) ? null : clause.elements.map(takenName);
}

function takenName({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): TakenName {
  return { name: (propertyName ?? name).text, node: name };
}

function firstOf(name: ts.EntityName): TakenName {
  return ts.isIdentifier(name) ? { name: name.text, node: name } : firstOf(name.left);
}

/** What is a type and nothing else cannot be called or injected. */
function isValue(checker: ts.TypeChecker, node: ts.Node): boolean {
  const meaning = meaningOf(checker, node);
  return meaning === undefined || (meaning.flags & ts.SymbolFlags.Value) !== 0;
}
