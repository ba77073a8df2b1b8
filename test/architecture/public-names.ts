import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './workspaces.ts';

/** What the door of a library hands out, sorted; `type` stands before what is a type only, `*` for what has no name here. */
export function publicNames(door: string): string[] {
  const source = ts.createSourceFile(door, readFileSync(join(ROOT, door), 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => namesOf(statement)).sort();
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (!ts.isExportDeclaration(statement)) return ['*'];
  const { exportClause, isTypeOnly } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return ['*'];
  return exportClause.elements.map((one) => `${isTypeOnly || one.isTypeOnly ? 'type ' : ''}${one.name.text}`);
}
