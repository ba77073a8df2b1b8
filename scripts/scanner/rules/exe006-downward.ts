import type { ImportEdge, ProjectModel } from '../model.ts';
import type { ImportEnd, ImportRule, Policy } from '../policy/policy.ts';
import type { Finding, Rule } from './rule.ts';

/** Imports run downward, whatever their form. */
export const downward: Rule = {
  id: 'EXE006',
  statement:
    'Imports run downward only, from the applications to the contracts, through each library’s door.',
  why: 'A library that knows who stands above it can no longer be understood, tested or replaced by itself. Move what is shared down, or let the layer above bring both together.',
  judge: ({ files }: ProjectModel, { imports }: Policy) =>
    files.flatMap((file) => file.imports.flatMap((edge) => judgeEdge(edge, imports))),
};

function judgeEdge(edge: ImportEdge, rules: readonly ImportRule[]): readonly Finding[] {
  const { specifier, target, file, resolved } = edge;
  if (!resolved || goesAround(edge)) {
    const message = `${specifier} leads past the door of a library: only what its package.json exports can be imported.`;
    return [{ rule: 'EXE006', place: edge, message }];
  }
  if (target === null) return [];
  return rules.flatMap(({ from, to, comment }) => {
    const start = matched(from, file, []);
    if (start === null || matched(to, target, start) === null) return [];
    return [{ rule: 'EXE006' as const, place: edge, why: comment, message: `${file} names ${target}.` }];
  });
}

/** By a path out of its own workspace, or into what was built: what is declared there is another class by the same name. */
function goesAround({ file, specifier, target }: ImportEdge): boolean {
  const home = /^(?:apps|libs(?:\/vision)?)\/[^/]+\//.exec(file)?.[0];
  if (home === undefined || !/^(\.{0,2}\/|file:).*\.([cm]?[jt]sx?|node)$/.test(specifier)) return false;
  return target?.startsWith(home) !== true || target.includes('/dist/');
}

/** What the groups of the pattern matched; null where the file is not meant. `$1` in a pattern is the first group of the other end. */
function matched(
  { path, pathNot }: ImportEnd,
  file: string,
  groups: readonly (string | undefined)[],
): readonly (string | undefined)[] | null {
  const test = (pattern: string): RegExpExecArray | null =>
    new RegExp(pattern.replace(/\$(\d)/g, (_, index: string) => groups[Number(index)] ?? '')).exec(file);
  const isNot = pathNot !== undefined && [pathNot].flat().some((pattern) => test(pattern) !== null);
  if (isNot) return null;
  if (path === undefined) return [];
  for (const pattern of [path].flat()) {
    const found = test(pattern);
    if (found !== null) return found;
  }
  return null;
}
