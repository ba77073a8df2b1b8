import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { Duplex, Readable, Writable } from 'node:stream';
import type { UnrefWatch } from './unref-watch.js';

/*
 * Looks at a process that a stranger's code has had in its hands: everything used here was taken before that code was
 * loaded, and no method of an array, a map or a string is called, for it may be the stranger's.
 */
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, isExtensible } = Reflect;
const { is, create } = Object;
const asText = String;
const activeResources = process.getActiveResourcesInfo.bind(process);
const eventNames = process.eventNames.bind(process);
const listenerCount = process.listenerCount.bind(process);

interface Property {
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor | undefined;
}

interface WatchedObject {
  readonly name: string;
  readonly object: object;
  readonly extensible: boolean;
  readonly prototype: object | null;
  readonly properties: readonly Property[];
}

/** How often something is there, by its name. */
type Counts = Record<PropertyKey, number>;

/** What JavaScript itself and Node give every module: who changes one changes it for all code of the process. */
const SHARED_CONSTRUCTORS = [
  ...[Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Promise, RegExp, Date],
  ...[Error, TypeError, RangeError, Map, Set, WeakMap, WeakSet, ArrayBuffer, DataView, Buffer],
  ...[Uint8Array, Uint8ClampedArray, Uint16Array, Int32Array, Float32Array, Float64Array],
  ...[URL, TextDecoder, TextEncoder, AbortController, AbortSignal],
] as const;

const SHARED_NAMESPACES = { JSON, Math, Reflect, Atomics, Intl, process, console } as const;

/** Those that no global names. */
const HIDDEN_OBJECTS: Readonly<Record<string, object | null>> = {
  '%TypedArray%': getPrototypeOf(Uint8Array),
  '%TypedArray%.prototype': getPrototypeOf(Uint8Array.prototype),
  '%ArrayIteratorPrototype%': getPrototypeOf([][Symbol.iterator]()),
  '%IteratorPrototype%': getPrototypeOf(getPrototypeOf([][Symbol.iterator]()) ?? {}),
  '%GeneratorPrototype%': getPrototypeOf(
    (function* () {
      yield 0;
    })(),
  ),
  '%AsyncFunction.prototype%': getPrototypeOf(async () => Promise.resolve()),
  // The channel is made of these: with one of them changed the process would hear no further call.
  'EventEmitter.prototype': EventEmitter.prototype,
  'Readable.prototype': Readable.prototype,
  'Writable.prototype': Writable.prototype,
  'Duplex.prototype': Duplex.prototype,
  'Socket.prototype': Socket.prototype,
};

/** Handles that keep a process busy after its work is said to be done. */
const LASTING_HANDLES: Readonly<Record<string, true>> = {
  Timeout: true,
  Immediate: true,
  TCPSocketWrap: true,
  TCPServerWrap: true,
  UDPWrap: true,
  PipeServerWrap: true,
  ProcessWrap: true,
  MessagePort: true,
  FSEventWrap: true,
  StatWatcher: true,
};

/**
 * Remembers what a process looks like before its first call and finds what calls have left behind:
 * changed intrinsics, replaced globals, timers and sockets still open, listeners on the process.
 * New globals and a module's own variables are not looked at: those belong to the program.
 */
export class ResidueWatch {
  private readonly watched: readonly WatchedObject[] = watchedObjects();
  private readonly globals = watch('globalThis', globalThis);
  private readonly handles = lastingHandles();
  private readonly listeners = processListeners();
  private readonly unrefTimers: number;

  constructor(private readonly unrefs: UnrefWatch) {
    this.unrefTimers = unrefs.count();
  }

  /** Names what is different from what it was; nothing where all is as before. Never throws. */
  find(): string[] {
    const found: string[] = [];
    try {
      this.compare(found);
    } catch {
      add(found, 'a state that cannot be looked at');
    }
    return found;
  }

  private compare(found: string[]): void {
    each(this.watched, (object) => {
      if (hasChanged(object)) add(found, object.name);
    });
    each(this.globals.properties, (property) => {
      if (!isSame(property, globalThis)) add(found, `globalThis.${asText(property.key)}`);
    });
    compareCounts(lastingHandles(), this.handles, (type) => {
      add(found, `an open ${asText(type)}`);
    });
    if (this.unrefs.count() > this.unrefTimers) add(found, "a timer that was unref'd");
    compareCounts(processListeners(), this.listeners, (event) => {
      add(found, `listeners of process "${asText(event)}"`);
    });
    compareCounts(this.listeners, processListeners(), (event) => {
      add(found, `no listeners of process "${asText(event)}"`);
    });
  }
}

function watchedObjects(): WatchedObject[] {
  const constructors = SHARED_CONSTRUCTORS.flatMap((constructor) => [
    watch(constructor.name, constructor),
    watch(`${constructor.name}.prototype`, constructor.prototype as object), // every constructor has one
  ]);
  const others = Object.entries<object | null>({ ...SHARED_NAMESPACES, ...HIDDEN_OBJECTS }).flatMap(
    ([name, object]) => (object === null ? [] : [watch(name, object)]),
  );
  return [...constructors, ...others];
}

function watch(name: string, object: object): WatchedObject {
  const properties = ownKeys(object).map((key) => ({
    key,
    descriptor: getOwnPropertyDescriptor(object, key),
  }));
  return { name, object, extensible: isExtensible(object), prototype: getPrototypeOf(object), properties };
}

function hasChanged({ object, extensible, prototype, properties }: WatchedObject): boolean {
  let changed =
    isExtensible(object) !== extensible ||
    getPrototypeOf(object) !== prototype ||
    ownKeys(object).length !== properties.length;
  each(properties, (property) => {
    changed ||= !isSame(property, object);
  });
  return changed;
}

/** Whether a property holds what it held. An accessor may have become its value: Node fills in many at their first use. */
function isSame({ key, descriptor: was }: Property, object: object): boolean {
  const now = getOwnPropertyDescriptor(object, key);
  if (was === undefined || now === undefined) return was === now;
  if (was.get !== undefined) return now.get === was.get || 'value' in now;
  const shared = typeof was.value === 'function' || typeof was.value === 'object';
  return !shared || is(was.value, now.value);
}

function lastingHandles(): Counts {
  const counts = emptyCounts();
  each(activeResources(), (type) => {
    if (type in LASTING_HANDLES) counts[type] = (counts[type] ?? 0) + 1;
  });
  return counts;
}

function processListeners(): Counts {
  const counts = emptyCounts();
  each(eventNames(), (event) => {
    counts[event] = listenerCount(event);
  });
  return counts;
}

function emptyCounts(): Counts {
  return create(null) as Counts; // no prototype: nothing but what is counted
}

/** Tells each name of which there are more than there were. */
function compareCounts(now: Counts, before: Counts, onMore: (name: PropertyKey) => void): void {
  each(ownKeys(now), (name) => {
    if ((now[name] ?? 0) > (before[name] ?? 0)) onMore(name);
  });
}

function each<Item>(items: readonly Item[], visit: (item: Item) => void): void {
  let at = 0;
  while (at < items.length) visit(items[at++] as Item); // at is below the length
}

function add(list: string[], item: string): void {
  list[list.length] = item;
}
