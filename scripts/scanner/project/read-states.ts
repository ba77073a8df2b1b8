import type ts from 'typescript';
import type { StatesModel } from '../model.ts';
import type { StatesPolicy } from '../policy/policy.ts';
import { findDeclared } from './guard-index.ts';
import type { Project } from './open-project.ts';
import { placeOf } from './place.ts';

/** The lifecycle states as the compiler knows them; null where they are not there. */
export function readStates(project: Project, policy: StatesPolicy): StatesModel | null {
  const { checker, root } = project;
  const object = findDeclared(project, policy.object);
  const type = findDeclared(project, policy.type);
  const declaration = object?.valueDeclaration;
  if (object === undefined || type === undefined || declaration === undefined) return null;
  const properties = checker.getTypeOfSymbol(object).getProperties();
  return {
    place: placeOf(root, declaration),
    keys: properties.map(({ name }) => name),
    values: properties.flatMap((property) => textsOf(checker.getTypeOfSymbol(property))),
    members: textsOf(checker.getDeclaredTypeOfSymbol(type)),
  };
}

function textsOf(type: ts.Type): string[] {
  if (type.isUnion()) return type.types.flatMap(textsOf);
  return [type.isStringLiteral() ? type.value : 'something that is no literal text'];
}
