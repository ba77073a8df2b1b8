import ts from 'typescript';
import type { GuardedTypes } from './guarded-types.ts';

/** What gets lost where a function, or something that has one, is handed on, and what it goes into. */
export interface FunctionLeak {
  readonly thing: string;
  readonly into: string;
}

/** How deep methods of what methods give are looked at. */
const MAX_DEPTH = 3;
/** What nobody looks at, and what is found out from the function itself, loses nothing. */
const OPEN = ts.TypeFlags.Void | ts.TypeFlags.TypeParameter;

/**
 * Something that is handed on as another type, one of whose functions says less of what it gives, or takes less than it
 * will be given: the compiler allows both, and behind them something guarded would be without its type.
 */
export class FunctionLeaks {
  readonly #checker: ts.TypeChecker;
  readonly #types: GuardedTypes;
  readonly #known = new Map<ts.Type, Map<ts.Type, FunctionLeak | null>>();

  constructor(checker: ts.TypeChecker, types: GuardedTypes) {
    this.#checker = checker;
    this.#types = types;
  }

  /** What is lost where something of one type is taken for one of another. */
  between(own: ts.Type, wanted: ts.Type, depth = 0): FunctionLeak | null {
    const from = this.#checker.getNonNullableType(own);
    const to = this.#checker.getNonNullableType(wanted);
    if (from === to || depth > MAX_DEPTH) return null;
    const known = this.#known.get(from) ?? new Map<ts.Type, FunctionLeak | null>();
    this.#known.set(from, known);
    const before = known.get(to);
    if (before !== undefined) return before;
    known.set(to, null); // a type that contains itself ends here
    const found = this.#find(from, to, depth);
    if (depth === 0 || found !== null) known.set(to, found);
    else known.delete(to);
    return found;
  }

  /** What is lost where a function is called by another signature than its own. */
  ofSignatures(own: ts.Signature, wanted: ts.Signature, depth = 0): FunctionLeak | null {
    if (own === wanted) return null;
    return this.#given(own, wanted) ?? this.#gives(own, wanted, depth);
  }

  /** What is lost where the container gives an object to who asks for another class; null where he asks by no class. */
  provided(own: ts.Type, wanted: ts.Type | null): FunctionLeak | null {
    const thing = wanted === own ? null : this.#types.carried(own);
    if (thing === null) return wanted === null ? null : this.between(own, wanted);
    const into = wanted === null ? 'what no class names' : this.#checker.typeToString(wanted);
    return wanted !== null && this.#types.follows(wanted) ? this.between(own, wanted) : { thing, into };
  }

  #find(own: ts.Type, wanted: ts.Type, depth: number): FunctionLeak | null {
    if (own.isUnion()) return first(own.types, (part) => this.between(part, wanted, depth));
    if (wanted.isUnion()) return first(wanted.types, (part) => this.between(own, part, depth));
    const signatures = own.getCallSignatures();
    const asked = wanted.getCallSignatures();
    if (signatures.length > 0 && asked.length === 0) return this.#hidden(signatures, wanted);
    return (
      first(asked, (signature, index) => {
        const same = signatures[index] ?? signatures.at(-1);
        return same === undefined ? null : this.ofSignatures(same, signature, depth);
      }) ?? (isWrittenHere(own) || isWrittenHere(wanted) ? this.#ofMembers(own, wanted, depth) : null)
    );
  }

  #ofMembers(own: ts.Type, wanted: ts.Type, depth: number): FunctionLeak | null {
    // By the names that symbols have too, such as that of an iterator.
    const mines = new Map(own.getProperties().map((member) => [member.escapedName, member]));
    return first(wanted.getProperties(), (member) => {
      const mine = mines.get(member.escapedName);
      if (mine === undefined || mine === member) return null;
      return this.between(
        this.#checker.getTypeOfSymbol(mine),
        this.#checker.getTypeOfSymbol(member),
        depth + 1,
      );
    });
  }

  /** A function that goes into what is said to be none. */
  #hidden(signatures: readonly ts.Signature[], wanted: ts.Type): FunctionLeak | null {
    if ((wanted.flags & OPEN) !== 0) return null;
    return first(signatures, (signature) => {
      const thing = this.#types.carried(signature.getReturnType());
      return thing === null ? null : { thing, into: this.#checker.typeToString(wanted) };
    });
  }

  #given(own: ts.Signature, wanted: ts.Signature): FunctionLeak | null {
    return first(own.parameters, (parameter, index) => {
      const handed = wanted.parameters[index];
      if (handed === undefined) return null;
      const thing = this.#types.carried(this.#checker.getTypeOfSymbol(handed));
      if (thing === null) return null;
      const taken = this.#checker.getTypeOfSymbol(parameter);
      if (this.#types.follows(taken)) return null;
      return { thing, into: `the parameter ${parameter.name}: ${this.#checker.typeToString(taken)}` };
    });
  }

  #gives(own: ts.Signature, wanted: ts.Signature, depth: number): FunctionLeak | null {
    const said = wanted.getReturnType();
    if ((said.flags & OPEN) !== 0) return null;
    const gives = own.getReturnType();
    const thing = this.#types.carried(gives);
    if (thing === null) return this.between(gives, said, depth + 1);
    return this.#types.follows(said)
      ? null
      : { thing, into: `what gives ${this.#checker.typeToString(said)}` };
  }
}

function first<Item, Found>(
  items: readonly Item[],
  look: (item: Item, index: number) => Found | null,
): Found | null {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== null) return found;
  }
  return null;
}

function isWrittenHere(type: ts.Type): boolean {
  const [declaration] = type.getSymbol()?.declarations ?? [];
  return declaration?.getSourceFile().fileName.includes('/node_modules/') === false;
}
