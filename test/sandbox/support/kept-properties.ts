/** An object and the names of what a test lets be changed of it. */
export type Changeable = readonly [owner: object, ...names: readonly PropertyKey[]];

interface Kept {
  readonly owner: object;
  readonly name: PropertyKey;
  readonly descriptor: PropertyDescriptor | undefined;
}

/**
 * Remembers properties of objects that all tests of a worker share, such as Node's own.
 *
 * @returns puts them back
 */
export function keepProperties(changeable: readonly Changeable[]): () => void {
  const kept = changeable.flatMap(([owner, ...names]) =>
    names.map((name): Kept => ({ owner, name, descriptor: Reflect.getOwnPropertyDescriptor(owner, name) })),
  );
  const { forEach } = Array.prototype;
  return () => {
    Reflect.apply(forEach, kept, [putBack]); // what was changed may be how one walks through a list
  };
}

function putBack({ owner, name, descriptor }: Kept): void {
  if (descriptor === undefined) Reflect.deleteProperty(owner, name);
  else Object.defineProperty(owner, name, descriptor);
}
