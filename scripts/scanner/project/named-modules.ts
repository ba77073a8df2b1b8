import ts from 'typescript';
import type { Project } from './open-project.ts';
import { meaningOf } from './symbols.ts';

/** The files that a file takes something from. */
export interface NamedModules {
  readonly files: ReadonlySet<ts.SourceFile>;
  /** Whether all of them were found. */
  readonly isWhole: boolean;
}

/** Where everything is declared that a file imports or hands on: by name where it has one, else the module as a whole. */
export function namedModules({ checker }: Project, file: ts.SourceFile): NamedModules {
  const files = new Set<ts.SourceFile>();
  let isWhole = true;
  for (const node of namedIn(file)) {
    const declarations = meaningOf(checker, node)?.declarations ?? [];
    for (const declaration of declarations) files.add(declaration.getSourceFile());
    if (declarations.length === 0) isWhole = false;
  }
  files.delete(file);
  return { files, isWhole };
}

/** The names that are imported, and the modules of which all is. */
function namedIn(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  let statements = 0;
  const read = (statement: ts.Statement): void => {
    if (ts.isModuleDeclaration(statement) && statement.body !== undefined && ts.isModuleBlock(statement.body))
      statement.body.statements.forEach(read);
    if (ts.isImportDeclaration(statement)) {
      statements++;
      found.push(...imported(statement));
    } else if (ts.isExportDeclaration(statement)) found.push(...handedOn(statement));
    else if (ts.isImportEqualsDeclaration(statement)) found.push(statement.name);
  };
  file.statements.forEach(read);
  return mayImportWithin(file, statements) ? [...found, ...importedWithin(file)] : found;
}

function imported({ importClause, moduleSpecifier }: ts.ImportDeclaration): readonly ts.Node[] {
  if (importClause === undefined) return [];
  const { name, namedBindings } = importClause;
  const own = name === undefined ? [] : [name];
  if (namedBindings === undefined) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, moduleSpecifier];
  return [...own, ...namedBindings.elements.map((element) => element.name)];
}

function handedOn({ exportClause, moduleSpecifier }: ts.ExportDeclaration): readonly ts.Node[] {
  if (moduleSpecifier === undefined) return [];
  if (exportClause === undefined || ts.isNamespaceExport(exportClause)) return [moduleSpecifier];
  return exportClause.elements.map((element) => element.name);
}

/** Whether the word stands anywhere besides the statements; of what others wrote, whether it looks like a call. */
function mayImportWithin({ text, fileName }: ts.SourceFile, statements: number): boolean {
  if (fileName.includes('/node_modules/')) return /\bimport\s*\(/.test(text);
  return (text.match(/\bimport\b/g)?.length ?? 0) > statements;
}

/** `import('…')`, as a value and as a type. */
function importedWithin(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportTypeNode(node))
      found.push(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push(node.arguments[0] ?? node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
