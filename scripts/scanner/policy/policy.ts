import type { RuleId } from '../rules/rule.ts';

/** Where something is declared: a file and the name of a class, interface, function or constant in it. */
export interface Anchor {
  readonly file: string;
  readonly name: string;
}

/**
 * Something that only the named files may hold: no name, expression or type of anybody else may be it or contain it.
 * Holders are files, folders that end in `/`, or patterns in which `*` stands for one folder.
 */
export interface GuardedThing extends Anchor {
  readonly rule: RuleId;
  readonly holders: readonly string[];
  /** Files that hold it not, though their folder does. */
  readonly except?: readonly string[];
  /** Why nobody else may, and what to do instead. */
  readonly why: string;
}

/** One place where a member may be mentioned. */
export interface Site {
  readonly file: string;
  /** The function, as `Class.method`. */
  readonly within: string;
  /** How often it has to be there; where it is left out, any number will do, none too. */
  readonly times?: number;
}

/** A member of a guarded thing that only the named functions may mention, in whatever way. */
export interface GuardedMember {
  readonly of: string;
  readonly member: string;
  readonly rule: RuleId;
  readonly sites: readonly Site[];
  readonly why: string;
}

/** A step that the gate takes inside its `try`, told by the member it reaches. */
export interface GateStep extends Anchor {
  readonly member: string;
}

/** What the gate has to look like. */
export interface GatePolicy extends Anchor {
  readonly method: string;
  readonly signature: string;
  /** What the names in the signature mean: each is declared in the file given here. */
  readonly vocabulary: Readonly<Record<string, string>>;
  /** The member that runs a plugin. */
  readonly run: string;
  /** The member that writes the metrics. */
  readonly metrics: string;
  readonly before: GateStep;
  readonly after: GateStep;
}

/** What a module of Nest may hand on. */
export interface ModulePolicy extends Anchor {
  readonly exports: readonly string[];
  /** Whether every provider is a plain class, so that nothing guarded is given out under another name. */
  readonly plainProviders: boolean;
}

/** What the executing states are called, and which set of names elsewhere is taken for another set of them. */
export interface StatesPolicy {
  readonly object: Anchor;
  readonly type: Anchor;
  readonly names: readonly string[];
  /** Two of these in one set make it a look-alike; the others are words that many sets have. */
  readonly telling: readonly string[];
  /** Files that may write the names down again, each with its why. */
  readonly except: readonly Exemption[];
}

/** What the applications may import of the execution layer besides types, which nobody can call. */
export interface FacadePolicy {
  readonly library: string;
  readonly from: string;
  readonly names: readonly string[];
  /** Names that a file of this ending may import besides. */
  readonly modules: { readonly ending: string; readonly names: readonly string[] };
}

/** An exception to EXE008: so many ways out of the type system, of one kind, in one file. */
export interface Allowance {
  readonly kind: string;
  readonly file: string;
  readonly times: number;
  readonly why: string;
}

/** Files that are there and not judged. */
export interface Exemption {
  /** A file, a folder that ends in `/`, or a pattern. */
  readonly files: string;
  readonly why: string;
}

/** All that the scanner holds the repository to. */
export interface Policy {
  readonly things: readonly GuardedThing[];
  readonly members: readonly GuardedMember[];
  readonly gate: GatePolicy;
  readonly modules: readonly ModulePolicy[];
  readonly states: StatesPolicy;
  readonly facade: FacadePolicy;
  /** Where EXE008 holds: folders. */
  readonly typed: readonly string[];
  readonly allowances: readonly Allowance[];
  /** Folders in which every source file is judged. */
  readonly roots: readonly string[];
  readonly exempt: readonly Exemption[];
  readonly imports: readonly ImportRule[];
}

/** Half of an {@link ImportRule}: patterns of paths. */
export interface ImportEnd {
  readonly path?: string | readonly string[];
  readonly pathNot?: string | readonly string[];
}

/** A forbidden edge of the graph of imports, as dependency-cruiser writes it. */
export interface ImportRule {
  readonly name: string;
  readonly comment: string;
  readonly from: ImportEnd;
  readonly to: ImportEnd;
}
