import { SANDBOX_FAILURE, SandboxFailure } from '../sandbox-failure.js';

/** How much JSON a program may give back. */
export interface JsonLimits {
  /** UTF-8 bytes of the text. */
  readonly maxBytes: number;
  /** Nested arrays and objects. */
  readonly maxDepth: number;
  /** Strings, numbers, booleans, nulls, arrays and objects together. */
  readonly maxValues: number;
}

// Taken before any strange code is loaded: what is patched later is not what runs here.
const { stringify } = JSON;
const { isArray } = Array;
const { isFinite: isFiniteNumber } = Number;
const { keys, getPrototypeOf, prototype: objectPrototype } = Object;
const byteLength = Buffer.byteLength.bind(Buffer);
const ErrorClass = SandboxFailure;

/**
 * Writes a value as JSON text, refusing what JSON cannot say instead of dropping or bending it.
 * Getters, proxies and `toJSON` run here, in the process of whoever made them.
 * Keys whose value is undefined are left out, as `JSON.stringify` does.
 *
 * @throws SandboxFailure `reply_not_json` or `reply_too_large`, naming the place as a JSON Pointer;
 *         and whatever a getter or `toJSON` of the value throws
 */
export function toBoundedJson(value: unknown, limits: JsonLimits): string {
  return new JsonWriter(limits).write(value);
}

class JsonWriter {
  private text = '';
  private values = 0;
  private bytes = 0;

  constructor(private readonly limits: JsonLimits) {}

  write(given: unknown): string {
    const value = unwrap(given);
    if (typeof value !== 'object' || value === null || isArray(value)) {
      throw notJson(`it is ${nameOf(value)}, not an object`);
    }
    this.writePlain(value, '', 1);
    return this.text;
  }

  private writeValue(given: unknown, pointer: string, depth: number): void {
    this.writePlain(unwrap(given), pointer, depth);
  }

  private writePlain(value: unknown, pointer: string, depth: number): void {
    if (++this.values > this.limits.maxValues) throw tooLarge(`more than ${this.limits.maxValues} values`);
    switch (typeof value) {
      case 'string':
        this.put(stringify(value));
        return;
      case 'number':
        if (!isFiniteNumber(value)) throw notJson(`${value} at ${place(pointer)} is no JSON number`);
        this.put(`${value}`);
        return;
      case 'boolean':
        this.put(value ? 'true' : 'false');
        return;
      case 'object':
        if (value === null) this.put('null');
        else this.writeContainer(value, pointer, depth);
        return;
      default:
        throw notJson(`${nameOf(value)} at ${place(pointer)} is not JSON`);
    }
  }

  private writeContainer(value: object, pointer: string, depth: number): void {
    if (depth > this.limits.maxDepth) {
      throw tooLarge(`nested deeper than ${this.limits.maxDepth} levels (or a cycle)`);
    }
    if (isArray(value)) this.writeArray(value, pointer, depth);
    else this.writeObject(value, pointer, depth);
  }

  private writeArray(value: readonly unknown[], pointer: string, depth: number): void {
    this.put('[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) this.put(',');
      this.writeValue(value[index] ?? null, `${pointer}/${index}`, depth + 1);
    }
    this.put(']');
  }

  private writeObject(value: object, pointer: string, depth: number): void {
    const prototype: unknown = getPrototypeOf(value);
    if (prototype !== objectPrototype && prototype !== null) {
      throw notJson(`${nameOf(value)} at ${place(pointer)} is not a plain object`);
    }
    this.put('{');
    let separator = '';
    for (const key of keys(value)) {
      const item = (value as Readonly<Record<string, unknown>>)[key]; // an own key, listed just above
      if (item === undefined) continue;
      this.put(`${separator}${stringify(key)}:`);
      separator = ',';
      this.writeValue(item, `${pointer}/${escapePointer(key)}`, depth + 1);
    }
    this.put('}');
  }

  // Counted as it grows, so that a bomb stops at the limit and not at the end of memory.
  private put(piece: string): void {
    this.bytes += byteLength(piece);
    if (this.bytes > this.limits.maxBytes) throw tooLarge(`more than ${this.limits.maxBytes} bytes of JSON`);
    this.text += piece;
  }
}

/** A value that says itself how it wants to be written (a Date, for one) is asked once, as JSON.stringify does. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON.call(value) as unknown) : value;
}

/** RFC 6901 §3. */
function escapePointer(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'an array';
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`;
  const constructor: unknown = (value as { constructor?: unknown }).constructor;
  return typeof constructor === 'function' ? `a ${constructor.name}` : 'an object of a class';
}

function place(pointer: string): string {
  return pointer === '' ? 'the top' : pointer.slice(0, 200);
}

function notJson(problem: string): SandboxFailure {
  return new ErrorClass(SANDBOX_FAILURE.REPLY_NOT_JSON, problem);
}

function tooLarge(problem: string): SandboxFailure {
  return new ErrorClass(SANDBOX_FAILURE.REPLY_TOO_LARGE, problem);
}
