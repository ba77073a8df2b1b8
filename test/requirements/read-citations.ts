import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../architecture/workspaces.ts';

/** A test, and what it cites by its own name or by that of what it stands in. */
export interface CitingTest {
  /** Relative to the root. */
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly cites: readonly string[];
}

const CITATION = /\[([A-Z]+-\d{2})\]/g;

/** Every test of every spec, with the ids it cites. */
export function readCitations(root = ROOT): CitingTest[] {
  return globSync('{test,apps,libs}/**/*.spec.ts', { cwd: root, exclude: ['**/{node_modules,dist}/**'] })
    .sort()
    .flatMap((file) => citationsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** The tests of one spec. */
export function citationsOf(file: string, text: string): CitingTest[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const tests: CitingTest[] = [];
  const visit = (node: ts.Node, above: readonly string[]): void => {
    const block = blockOf(node);
    const cites = block === null ? above : [...above, ...idsIn(block.name)];
    if (block?.isTest === true) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      tests.push({ file, line: line + 1, name: block.name, cites });
    }
    ts.forEachChild(node, (child) => {
      visit(child, cites);
    });
  };
  visit(source, []);
  return tests;
}

const idsIn = (name: string): string[] => [...name.matchAll(CITATION)].map(([, id = '']) => id);

/** `it('…', …)`, `it.each(…)('…', …)` and the same of `test` and `describe`. */
function blockOf(node: ts.Node): { readonly isTest: boolean; readonly name: string } | null {
  if (!ts.isCallExpression(node)) return null;
  const [name] = node.arguments;
  if (name === undefined || !isText(name)) return null;
  const called = /^(it|test|describe)\b/.exec(node.expression.getText())?.[1];
  return called === undefined ? null : { isTest: called !== 'describe', name: name.getText().slice(1, -1) };
}

function isText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
