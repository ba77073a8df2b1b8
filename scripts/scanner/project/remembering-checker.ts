import type ts from 'typescript';

/** How many answers are kept before all are forgotten: those of a few files, which is where questions come twice. */
const KEPT = 50_000;

/** A checker that finds out once what the readers, one after another, ask of the same node. */
export function rememberingChecker(checker: ts.TypeChecker): ts.TypeChecker {
  return {
    ...checker,
    getSymbolAtLocation: remembered((node) => checker.getSymbolAtLocation(node)),
    getTypeAtLocation: remembered((node) => checker.getTypeAtLocation(node)),
  };
}

function remembered<Answer>(ask: (node: ts.Node) => Answer): (node: ts.Node) => Answer {
  const known = new Map<ts.Node, Answer>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const answer = ask(node);
    if (known.size >= KEPT) known.clear();
    known.set(node, answer);
    return answer;
  };
}
