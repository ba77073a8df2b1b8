/** One own property as it was. */
type Snapshot = ReadonlyMap<PropertyKey, PropertyDescriptor>;

interface WatchedObject {
  readonly name: string;
  readonly object: object;
  readonly extensible: boolean;
  readonly properties: Snapshot;
}

/** What JavaScript itself and Node give every module: who changes one changes it for all code of the process. */
const SHARED_CONSTRUCTORS = [
  Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Promise, RegExp, Date, Error, TypeError, RangeError,
  Map, Set, WeakMap, WeakSet, ArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array, Int32Array, Float32Array,
  Float64Array, Buffer, URL, TextDecoder, TextEncoder, AbortController, AbortSignal,
] as const; // prettier-ignore

const SHARED_NAMESPACES = { JSON, Math, Reflect, Atomics, process, console } as const;

/** Handles that keep a process busy after its work is said to be done. */
const LASTING_HANDLES: ReadonlySet<string> = new Set([
  'Timeout',
  'Immediate',
  'TCPSocketWrap',
  'TCPServerWrap',
  'UDPWrap',
  'PipeServerWrap',
  'ProcessWrap',
  'MessagePort',
  'FSEventWrap',
  'StatWatcher',
]);

/**
 * Remembers what a process looks like before the first call and finds what a call has left behind:
 * changed intrinsics and globals, timers and sockets still open, listeners on the process.
 * New globals and a module's own variables are not seen: those belong to the program.
 */
export class ResidueWatch {
  private readonly watched: readonly WatchedObject[];
  private readonly globals: Snapshot;
  private readonly handles: ReadonlyMap<string, number>;
  private readonly listeners: ReadonlyMap<PropertyKey, number>;

  constructor() {
    this.watched = watchedObjects();
    this.globals = propertiesOf(globalThis);
    this.handles = lastingHandles();
    this.listeners = processListeners();
  }

  /** Names what is different from what it was; nothing where all is as before. */
  find(): string[] {
    return [
      ...this.watched.filter(hasChanged).map(({ name }) => name),
      ...replaced(this.globals, globalThis).map((key) => `globalThis.${String(key)}`),
      ...grown(this.handles, lastingHandles()).map((type) => `an open ${String(type)}`),
      ...different(this.listeners, processListeners()).map(
        (event) => `listeners of process "${String(event)}"`,
      ),
    ];
  }
}

function watchedObjects(): WatchedObject[] {
  const constructors = SHARED_CONSTRUCTORS.flatMap((constructor) => [
    watch(constructor.name, constructor),
    watch(`${constructor.name}.prototype`, constructor.prototype as object), // of every constructor
  ]);
  return [...constructors, ...Object.entries(SHARED_NAMESPACES).map(([name, object]) => watch(name, object))];
}

function watch(name: string, object: object): WatchedObject {
  return { name, object, extensible: Object.isExtensible(object), properties: propertiesOf(object) };
}

function propertiesOf(object: object): Snapshot {
  return new Map(
    Reflect.ownKeys(object).flatMap((key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
      return descriptor === undefined ? [] : [[key, descriptor] as const];
    }),
  );
}

function hasChanged({ object, extensible, properties }: WatchedObject): boolean {
  const keys = Reflect.ownKeys(object);
  return (
    Object.isExtensible(object) !== extensible ||
    keys.length !== properties.size ||
    replaced(properties, object).length > 0
  );
}

/** The properties that are gone or hold something else. One that was an accessor may have become its value: Node fills in many at their first use. */
function replaced(before: Snapshot, object: object): PropertyKey[] {
  return [...before]
    .filter(([key, was]) => !isSame(was, Reflect.getOwnPropertyDescriptor(object, key)))
    .map(([key]) => key);
}

function isSame(was: PropertyDescriptor, now: PropertyDescriptor | undefined): boolean {
  if (now === undefined) return false;
  if (was.get !== undefined || was.set !== undefined) return now.get === was.get || 'value' in now;
  return typeof was.value !== 'function' && typeof was.value !== 'object'
    ? true
    : Object.is(was.value, now.value);
}

function lastingHandles(): ReadonlyMap<string, number> {
  return count(process.getActiveResourcesInfo().filter((type) => LASTING_HANDLES.has(type)));
}

function processListeners(): ReadonlyMap<PropertyKey, number> {
  return new Map(process.eventNames().map((event) => [event, process.listenerCount(event)]));
}

function count<Item>(items: readonly Item[]): ReadonlyMap<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function grown(
  before: ReadonlyMap<PropertyKey, number>,
  now: ReadonlyMap<PropertyKey, number>,
): PropertyKey[] {
  return [...now].filter(([key, amount]) => amount > (before.get(key) ?? 0)).map(([key]) => key);
}

function different(
  before: ReadonlyMap<PropertyKey, number>,
  now: ReadonlyMap<PropertyKey, number>,
): PropertyKey[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => before.get(key) !== now.get(key));
}
