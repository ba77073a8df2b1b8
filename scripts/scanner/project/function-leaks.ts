import ts from 'typescript';
import type { GuardedTypes } from './guarded-types.ts';

/** What gets lost where a function is handed on, and what it goes into. */
export interface FunctionLeak {
  readonly thing: string;
  readonly into: string;
}

/**
 * A function that is handed on as one that says less of what it gives, or that takes less than it will be given:
 * the compiler allows both, and behind them something guarded would be without its type.
 */
export function functionLeak(
  checker: ts.TypeChecker,
  types: GuardedTypes,
  node: ts.Node,
): FunctionLeak | null {
  if (!isFunctionValue(node)) return null;
  const [own] = checker.getTypeAtLocation(node).getCallSignatures();
  const expected = own === undefined ? undefined : checker.getContextualType(node);
  if (own === undefined || expected === undefined) return null;
  const [wanted] = checker.getNonNullableType(expected).getCallSignatures();
  if (wanted === undefined || wanted === own) return null;
  return given(checker, types, own, wanted) ?? gives(checker, types, own, wanted);
}

/** A function as it is written, or by its name where it is not called. */
function isFunctionValue(node: ts.Node): node is ts.Expression {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  const isName = ts.isIdentifier(node) ? ts.isExpression(node) : ts.isPropertyAccessExpression(node);
  const { parent } = node;
  if (!isName || ts.isPropertyAccessExpression(parent)) return false;
  return (
    !(ts.isCallExpression(parent) && parent.expression === node) &&
    !('name' in parent && parent.name === node)
  );
}

function given(
  checker: ts.TypeChecker,
  types: GuardedTypes,
  own: ts.Signature,
  wanted: ts.Signature,
): FunctionLeak | null {
  for (const [index, parameter] of own.parameters.entries()) {
    const handed = wanted.parameters[index];
    if (handed === undefined) return null;
    const thing = types.carried(checker.getTypeOfSymbol(handed));
    const taken = checker.getTypeOfSymbol(parameter);
    if (thing !== null && !types.follows(taken)) {
      return { thing, into: `the parameter ${parameter.name}: ${checker.typeToString(taken)}` };
    }
  }
  return null;
}

/** What nobody looks at, and what is found out from the function itself, loses nothing. */
const OPEN = ts.TypeFlags.Void | ts.TypeFlags.TypeParameter;

function gives(
  checker: ts.TypeChecker,
  types: GuardedTypes,
  own: ts.Signature,
  wanted: ts.Signature,
): FunctionLeak | null {
  const said = wanted.getReturnType();
  const thing = types.carried(own.getReturnType());
  if (thing === null || (said.flags & OPEN) !== 0 || types.follows(said)) return null;
  return { thing, into: `what gives ${checker.typeToString(said)}` };
}
