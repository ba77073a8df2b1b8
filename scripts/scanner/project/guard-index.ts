import { join } from 'node:path';
import ts from 'typescript';
import type { Problem } from '../model.ts';
import type { Anchor, Policy } from '../policy/policy.ts';
import type { Project } from './open-project.ts';
import { placeOfFile } from '../place-of-file.ts';

/** What the names of the policy mean in this project. */
export interface GuardIndex {
  /** Guarded things by their declarations. */
  readonly things: ReadonlyMap<ts.Node, string>;
  /** Members that are looked for, as `Thing.member`, by their declarations. */
  readonly members: ReadonlyMap<ts.Node, string>;
  /** The guarded things that guarded methods belong to, by the declarations of the methods. */
  readonly methods: ReadonlyMap<ts.Node, string>;
  /** What the policy names and the project has not. */
  readonly problems: readonly Problem[];
}

/** Finds what the policy names. */
export function indexGuards(project: Project, policy: Policy): GuardIndex {
  const things = new Map<ts.Node, string>();
  const members = new Map<ts.Node, string>();
  const problems: Problem[] = [];
  const note = (anchor: Anchor, member: string | null, into: Map<ts.Node, string>, id: string): void => {
    const symbol = member === null ? findDeclared(project, anchor) : findMember(project, anchor, member);
    for (const declaration of symbol?.declarations ?? []) into.set(declaration, id);
    if (symbol === undefined) problems.push({ ...placeOfFile(anchor.file), message: missing(id) });
  };
  for (const thing of policy.things) note(thing, null, things, thing.name);
  for (const { of, member } of policy.members) {
    const thing = policy.things.find(({ name }) => name === of);
    if (thing !== undefined) note(thing, member, members, `${of}.${member}`);
  }
  for (const step of [policy.gate.before, policy.gate.after]) {
    note(step, step.member, members, `${step.name}.${step.member}`);
  }
  const guarded = new Set(policy.things.map(({ name }) => name));
  const methods = new Map(
    [...members].map(([declaration, id]) => [declaration, id.replace(/\..*/, '')] as const),
  );
  for (const [declaration, owner] of methods) if (!guarded.has(owner)) methods.delete(declaration);
  return { things, members, methods, problems };
}

/** What a file declares under a name, exported or not. */
export function findDeclared(project: Project, { file, name }: Anchor): ts.Symbol | undefined {
  const source = project.program.getSourceFile(join(project.root, file));
  if (source === undefined) return undefined;
  const found = project.checker
    .getSymbolsInScope(source, ts.SymbolFlags.Type | ts.SymbolFlags.Value)
    .find(
      (symbol) => symbol.name === name && symbol.declarations?.some((at) => at.getSourceFile() === source),
    );
  // Inside its file, what is exported has a symbol that knows nothing of its members.
  return found === undefined ? undefined : project.checker.getExportSymbolOfSymbol(found);
}

function findMember(project: Project, anchor: Anchor, member: string): ts.Symbol | undefined {
  return findDeclared(project, anchor)?.members?.get(ts.escapeLeadingUnderscores(member));
}

function missing(id: string): string {
  return `The policy looks for ${id} here and does not find it. If it was moved or renamed, move it in scripts/scanner/policy too; without it, nothing guards what it named.`;
}
