import ts from 'typescript';
import type { GuardIndex } from './guard-index.ts';

/** How deep shapes without a name are looked into. */
const MAX_DEPTH = 4;
const OBJECTS = ts.ObjectFlags.Class | ts.ObjectFlags.Interface | ts.ObjectFlags.Reference;
const SHAPES = ts.ObjectFlags.Anonymous | ts.ObjectFlags.Mapped;
const FIELDS = ts.SymbolFlags.Property | ts.SymbolFlags.Accessor | ts.SymbolFlags.Variable;

/** Types of values that have nothing in them. */
export const PLAIN =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Void |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null;

/** Tells what guarded thing a type is, or contains. */
export class GuardedTypes {
  readonly #checker: ts.TypeChecker;
  readonly #guards: GuardIndex;
  readonly #known = new Map<ts.Type, string | null>();
  readonly #kept = new Map<ts.Type, string | null>();

  constructor(checker: ts.TypeChecker, guards: GuardIndex) {
    this.#checker = checker;
    this.#guards = guards;
  }

  /** The guarded thing that values of the type are, where it is one; null or undefined beside it do not count. */
  instance(type: ts.Type): string | null {
    const present = this.#checker.getNonNullableType(type);
    const named = (objectFlags(present) & OBJECTS) !== 0;
    return named ? this.#named(present.getSymbol()) : null;
  }

  /** The guarded thing that values of the type keep in a field, or in a field of a field; the field may be private. */
  kept(type: ts.Type, depth = 0): string | null {
    const present = this.#checker.getNonNullableType(this.#ofThis(type));
    const known = this.#kept.get(present);
    if (known !== undefined) return known;
    this.#kept.set(present, null);
    const found = depth < MAX_DEPTH ? this.#keptIn(present, depth) : null;
    if (depth === 0 || found !== null) this.#kept.set(present, found);
    else this.#kept.delete(present);
    return found;
  }

  /** The class that `this` is of. */
  #ofThis(type: ts.Type): ts.Type {
    const isThis = (type.flags & ts.TypeFlags.TypeParameter) !== 0;
    return isThis ? (this.#checker.getBaseConstraintOfType(type) ?? type) : type;
  }

  /** Whether a place of this type says what it holds: nothing is lost there. */
  follows(type: ts.Type): boolean {
    if (type.isUnion()) return this.#eachFollows(type.types);
    if (this.within(type) !== null || this.kept(type) !== null) return true;
    if (type.isIntersection()) return type.types.some((part) => this.follows(part));
    if ((objectFlags(type) & ts.ObjectFlags.Reference) === 0) return false;
    const given = this.#checker.getTypeArguments(type as ts.TypeReference); // as its flags say
    return given.some((part) => part !== type && this.follows(part));
  }

  /** No object may pass for the other part of a union: whoever narrows it decides what it is said to be. */
  #eachFollows(parts: readonly ts.Type[]): boolean {
    const objects = parts.filter(({ flags }) => (flags & PLAIN) === 0);
    return objects.length > 0 && objects.every((part) => this.follows(part));
  }

  /** What a value has in it, or keeps in its fields: whoever has it without its type can get at that. Of functions only what stands beside them counts. */
  carried(type: ts.Type): string | null {
    return isFunction(type) ? this.kept(type) : (this.within(type) ?? this.kept(type));
  }

  #keptIn(type: ts.Type, depth: number): string | null {
    if (type.isUnionOrIntersection()) return this.#keptBy(type.types, depth);
    if ((objectFlags(type) & (OBJECTS | SHAPES)) === 0) return null;
    if (isFunction(type)) return isWrittenHere(type) ? this.#firstOf(statics(type), depth) : null;
    const isReference = (objectFlags(type) & ts.ObjectFlags.Reference) !== 0;
    const given = isReference ? this.#checker.getTypeArguments(type as ts.TypeReference) : []; // as its flags say
    const found = this.#keptBy(given, depth);
    if (found !== null || !(isWrittenHere(type) || type.aliasSymbol !== undefined)) return found;
    return this.#ofKeys(type, depth) ?? this.#firstOf(type.getProperties(), depth);
  }

  /** What stands under any key. */
  #ofKeys(type: ts.Type, depth: number): string | null {
    for (const { type: value } of this.#checker.getIndexInfosOfType(type)) {
      const found = this.within(value) ?? this.kept(value, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }

  #keptBy(types: readonly ts.Type[], depth: number): string | null {
    for (const type of types) {
      const found = this.kept(type, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }

  #firstOf(properties: readonly ts.Symbol[], depth: number): string | null {
    for (const property of properties) {
      if ((property.flags & FIELDS) === 0) continue;
      const type = this.#checker.getTypeOfSymbol(property);
      const found = this.within(type) ?? this.kept(type, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }

  /** The guarded thing that is in the type at any depth: a part of a union, an element, what a function returns, … */
  within(type: ts.Type, depth = 0): string | null {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    this.#known.set(type, null); // a type that contains itself ends here
    const found = this.#search(type, depth);
    if (depth === 0 || found !== null) this.#known.set(type, found);
    else this.#known.delete(type);
    return found;
  }

  #search(type: ts.Type, depth: number): string | null {
    if (type.isUnionOrIntersection()) return this.#first(type.types, depth);
    const own = this.#named(type.getSymbol());
    if (own !== null) return own;
    if ((type.flags & ts.TypeFlags.Object) === 0) return this.#constraint(type, depth);
    if ((objectFlags(type) & ts.ObjectFlags.Reference) !== 0) {
      return this.#first(this.#checker.getTypeArguments(type as ts.TypeReference), depth); // as its flags say
    }
    return this.#isShape(type) && depth < MAX_DEPTH ? this.#shape(type, depth) : null;
  }

  #constraint(type: ts.Type, depth: number): string | null {
    if ((type.flags & ts.TypeFlags.Instantiable) === 0) return null;
    const constraint = this.#checker.getBaseConstraintOfType(type);
    return constraint === undefined || constraint === type ? null : this.within(constraint, depth + 1);
  }

  /** Named types speak for themselves where they are declared; shapes without a name do here. */
  #isShape(type: ts.Type): boolean {
    if ((objectFlags(type) & SHAPES) === 0) return false;
    return isWrittenHere(type) || type.aliasSymbol !== undefined;
  }

  #shape(type: ts.Type, depth: number): string | null {
    for (const property of type.getProperties()) {
      const owner = this.#owner(property);
      if (owner !== null) return owner;
      const found = this.within(this.#checker.getTypeOfSymbol(property), depth + 1);
      if (found !== null) return found;
    }
    const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
    return this.#first(
      signatures.flatMap((signature) => {
        const narrowed = this.#checker.getTypePredicateOfSignature(signature)?.type;
        return narrowed === undefined ? [signature.getReturnType()] : [narrowed];
      }),
      depth + 1,
    );
  }

  /** Whose member a property is that was picked out of its type. */
  #owner({ declarations = [] }: ts.Symbol): string | null {
    for (const { parent } of declarations) {
      const owner = this.#guards.things.get(parent);
      if (owner !== undefined) return owner;
    }
    return null;
  }

  #named(symbol: ts.Symbol | undefined): string | null {
    for (const declaration of symbol?.declarations ?? []) {
      // A method that was taken off its object is as good as the object.
      const name = this.#guards.things.get(declaration) ?? this.#guards.methods.get(declaration);
      if (name !== undefined) return name;
    }
    return null;
  }

  #first(types: readonly ts.Type[], depth: number): string | null {
    for (const type of types) {
      const found = this.within(type, depth);
      if (found !== null) return found;
    }
    return null;
  }
}

function objectFlags(type: ts.Type): ts.ObjectFlags {
  if ((type.flags & ts.TypeFlags.Object) === 0) return ts.ObjectFlags.None;
  return (type as ts.ObjectType).objectFlags; // as its flags say
}

function isFunction(type: ts.Type): boolean {
  return type.getCallSignatures().length + type.getConstructSignatures().length > 0;
}

/** What a function or class has on itself. */
function statics(type: ts.Type): readonly ts.Symbol[] {
  return type.getProperties().filter(({ flags }) => (flags & ts.SymbolFlags.Prototype) === 0);
}

function isWrittenHere(type: ts.Type): boolean {
  const [declaration] = type.getSymbol()?.declarations ?? [];
  return declaration?.getSourceFile().fileName.includes('/node_modules/') !== true;
}
