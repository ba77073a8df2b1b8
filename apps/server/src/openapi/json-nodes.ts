import type { JsonObject, JsonValue } from '@gatehouse/contracts';

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an array. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** An object with each of its entries converted. */
export function mapEntries(
  node: JsonObject,
  convert: (key: string, value: JsonValue) => [string, JsonValue],
): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => convert(key, value)));
}

/** An object without one of its keys. */
export function without(node: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key));
}

/** What stands at a path of keys; undefined where nothing does. */
export function valueAt(node: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    node,
  );
}

/** The object that stands at a path of keys; an empty one where none does. */
export function objectAt(node: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const value = valueAt(node, ...path);
  return isObject(value) ? value : {};
}
