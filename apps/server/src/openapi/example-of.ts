import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { isList, isObject, valueAt } from './json-nodes.js';

/** A schema that refers to itself has no end. */
const MAX_DEPTH = 20;

/**
 * An example of a schema: its own, or one made of those of its parts.
 *
 * @param document where its references lead
 * @returns undefined where a part that must be there has none
 */
export function exampleOf(
  schema: JsonValue | undefined,
  document: JsonObject,
  depth = 0,
): JsonValue | undefined {
  if (!isObject(schema) || depth > MAX_DEPTH) return undefined;
  const { examples, $ref, allOf, anyOf, oneOf, type, items, const: only } = schema;
  if (isList(examples) && examples.length > 0) return examples[0];
  if (only !== undefined) return only;
  const of = (inner: JsonValue | undefined): JsonValue | undefined => exampleOf(inner, document, depth + 1);
  if (typeof $ref === 'string') return of(resolve($ref, document));
  for (const choices of [allOf, anyOf, oneOf]) {
    if (!isList(choices)) continue;
    const found = choices.map(of).find((example) => example !== undefined);
    if (found !== undefined) return found;
  }
  if (type === 'array') {
    const item = of(items);
    return item === undefined ? undefined : [item];
  }
  return type === 'object' ? ofObject(schema, of) : undefined;
}

function ofObject(
  { properties, required }: JsonObject,
  of: (schema: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  if (!isObject(properties)) return undefined;
  const names = isList(required) ? required : [];
  const entries = Object.entries(properties).map(([name, schema]) => [name, of(schema)] as const);
  if (entries.some(([name, example]) => example === undefined && names.includes(name))) return undefined;
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function resolve(reference: string, document: JsonObject): JsonValue | undefined {
  return valueAt(document, ...reference.replace(/^#\//, '').split('/').map(decodePart));
}

function decodePart(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}
