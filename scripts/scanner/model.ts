/*
 * What the project says, in words that need no compiler to be judged. Made by project/, judged by rules/.
 */

/** Where something stands. Lines and columns count from 1. */
export interface Place {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The named functions and classes around it, e.g. `ToolRunner.run`; empty at the top of a file. */
  readonly within: string;
  /** The beginning of the source. */
  readonly text: string;
}

/** A guarded member (`PluginHandle.run`) that is mentioned, in whatever way. */
export interface Mention extends Place {
  readonly member: string;
}

/** Something guarded that a name, an expression or a type is or contains. */
export interface Holding extends Place {
  readonly thing: string;
}

/** Something guarded that goes where its type does not follow it. */
export interface Leak extends Place {
  readonly thing: string;
  readonly into: string;
}

/** One edge of the graph of imports. */
export interface ImportEdge extends Place {
  readonly specifier: string;
  /** The file, relative to the root; null for packages of others and for what does not resolve. */
  readonly target: string | null;
  readonly resolved: boolean;
  /** The names of values and classes that are taken, also where only their type is; `*` for all of them. */
  readonly names: readonly string[];
}

/** The ways out of the type system, and past the container's wiring. */
export type EscapeKind =
  | 'any'
  | 'suppression'
  | 'eval'
  | 'globals'
  | 'computed-import'
  | 'require'
  | 'container'
  | 'string-token'
  | 'mistyped'
  | 'patched';

/** A way out of the type system that is taken. */
export interface Escape extends Place {
  readonly kind: EscapeKind;
}

/** Names that stand together as the alternatives of something. */
export interface NameSet extends Place {
  readonly names: readonly string[];
}

/** What one file says. */
export interface FileModel {
  readonly file: string;
  readonly mentions: readonly Mention[];
  readonly holdings: readonly Holding[];
  readonly leaks: readonly Leak[];
  readonly imports: readonly ImportEdge[];
  readonly escapes: readonly Escape[];
  readonly nameSets: readonly NameSet[];
}

/** A call or other mention of a member that the gate is judged by. */
export interface GateUse extends Place {
  /** The member, or those that a function of the same file reaches when it is called here. */
  readonly members: readonly string[];
  /** Named here, and not in a function that is called here. */
  readonly direct: boolean;
  readonly called: boolean;
  readonly awaited: boolean;
  /** Behind `&&`, `||`, `??`, `?.` or in a branch of `?:`. */
  readonly conditional: boolean;
  /** Inside a function that is made here and may be called whenever. */
  readonly nested: boolean;
  /** The whole of its statement, so that nothing in it can come before. */
  readonly whole: boolean;
  readonly receiver: string;
  readonly given: readonly string[];
}

/** A statement that goes on to the next one. */
export interface PlainStep {
  readonly kind: 'plain';
  readonly place: Place;
  readonly uses: readonly GateUse[];
  /** Whether it only declares. */
  readonly declares: boolean;
  /** What it gives to variables, as `name=source`. */
  readonly assigns: readonly string[];
}

/** `return`, `throw`, `break`, `continue`. */
export interface LeavingStep {
  readonly kind: 'leave';
  readonly place: Place;
  readonly uses: readonly GateUse[];
  readonly how: 'return' | 'throw' | 'jump';
}

/** Statements that may be taken or not, or again. */
export interface BranchStep {
  readonly kind: 'branch';
  readonly place: Place;
  readonly uses: readonly GateUse[];
  readonly steps: readonly GateStep[];
}

/** `try`, `catch`, `finally`. */
export interface TryStep {
  readonly kind: 'try';
  readonly place: Place;
  readonly block: readonly GateStep[];
  readonly caught: readonly GateStep[] | null;
  readonly final: readonly GateStep[] | null;
}

/** One statement of the gate. */
export type GateStep = PlainStep | LeavingStep | BranchStep | TryStep;

/** The method that everything passes. */
export interface GateModel {
  readonly place: Place;
  readonly signature: string;
  /** How it is declared beyond its signature, e.g. `static`, `private`, `generic`, `overloaded`; in order. */
  readonly manner: readonly string[];
  /** Where the types in its signature are declared. */
  readonly vocabulary: Readonly<Record<string, string>>;
  readonly parameters: readonly string[];
  readonly steps: readonly GateStep[];
}

/** What a module of Nest says. */
export interface ModuleModel {
  readonly place: Place;
  readonly name: string;
  readonly exports: readonly string[];
  readonly providers: readonly string[];
  readonly decorators: readonly string[];
}

/** The five states as they are declared. */
export interface StatesModel {
  readonly place: Place;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly members: readonly string[];
}

/** Something that keeps the scan from being sound. */
export interface Problem extends Place {
  readonly message: string;
}

/** What the whole project says. */
export interface ProjectModel {
  readonly files: readonly FileModel[];
  readonly gate: GateModel | null;
  readonly modules: readonly ModuleModel[];
  readonly states: StatesModel | null;
  readonly problems: readonly Problem[];
}
