import type { JsonObject, JsonValue } from '@gatehouse/contracts';

/** One operation of a document. */
export interface Operation {
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly operation: JsonObject;
  /** JSON Pointer to it, as the fragment of a URI. */
  readonly pointer: string;
}

/** Whether a JSON value is an object. */
export function isNode(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys; undefined where nothing does. */
export function peek(node: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (isNode(value) ? value[key] : undefined), node);
}

/** The object at a path of keys; an empty one where there is none. */
export function nodeAt(node: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const found = peek(node, ...path);
  return isNode(found) ? found : {};
}

/** What a node means, which may be a reference to it. */
export function follow(document: JsonObject, node: JsonValue | undefined): JsonObject {
  const reference = peek(node, '$ref');
  if (typeof reference !== 'string') return isNode(node) ? node : {};
  return follow(document, peek(document, ...reference.slice(2).split('/').map(unescapePart)));
}

/** A text as it is, and anything else as JSON text. */
export function textFrom(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Every operation of a document. */
export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(nodeAt(document, 'paths')).flatMap(([path, item]) =>
    Object.entries(nodeAt(item)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: nodeAt(operation),
      pointer: ['#/paths', ...[path, method].map(escapePart)].join('/'),
    })),
  );
}

/** Puts a key into a JSON Pointer in a URI's fragment. */
export function escapePart(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function unescapePart(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}
