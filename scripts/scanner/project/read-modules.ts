import ts from 'typescript';
import type { ModuleModel } from '../model.ts';
import type { Anchor } from '../policy/policy.ts';
import { findDeclared } from './guard-index.ts';
import type { Project } from './open-project.ts';
import { placeOf } from './place.ts';

/** What a module of Nest takes in and hands on; null where there is no such module. */
export function readModule(project: Project, anchor: Anchor): ModuleModel | null {
  const declaration = findDeclared(project, anchor)?.valueDeclaration;
  if (declaration === undefined || !ts.isClassDeclaration(declaration)) return null;
  const decorators = (ts.getDecorators(declaration) ?? []).map(({ expression }) => expression);
  const metadata = decorators.flatMap((call) =>
    ts.isCallExpression(call) ? call.arguments.slice(0, 1) : [],
  );
  return {
    place: placeOf(project.root, declaration),
    name: anchor.name,
    exports: metadata.flatMap((given) => listed(project.checker, given, 'exports')),
    providers: metadata.flatMap((given) => listed(project.checker, given, 'providers')),
    decorators: decorators.map((call) => (ts.isCallExpression(call) ? call.expression : call).getText()),
  };
}

/** The classes in a list, by name; what is no class as it is written. */
function listed(checker: ts.TypeChecker, metadata: ts.Expression, key: string): string[] {
  if (!ts.isObjectLiteralExpression(metadata)) return [metadata.getText()];
  const property = metadata.properties.find(({ name }) => name?.getText() === key);
  if (property === undefined)
    return metadata.properties.some(ts.isSpreadAssignment) ? [metadata.getText()] : [];
  if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer)) {
    return [property.getText()];
  }
  return property.initializer.elements.map((element) => {
    const isClass =
      ts.isIdentifier(element) && checker.getTypeAtLocation(element).getConstructSignatures().length > 0;
    return isClass ? element.text : `(${element.getText()})`;
  });
}
