import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';
import { jsonSize } from './json-size.js';
import { patternSize } from './linear-reg-exp.js';
import { holdsSchemas, isObject, subschemas } from './subschemas.js';

/** What `format` and a step of a `pattern` take for each character of a text, in steps of all other keywords. */
const FORMAT_WEIGHT = 20;
const PATTERN_WEIGHT = 10;

/** Keywords whose work is more than each part of a schema looking once at each part of a value. */
const UNWEIGHED = ['$dynamicRef', '$recursiveRef', 'unevaluatedProperties', 'unevaluatedItems'] as const;

/**
 * How many steps a schema takes for each unit of a value ({@link jsonSize}), at most: everything that stands in it,
 * what it refers to counted once for each time it is referred to. Infinity where that cannot be said beforehand:
 * where it refers to itself, or in ways that are not followed here.
 */
export function schemaWeight(schema: JsonSchema): number {
  return isObject(schema) ? new Scale(schema).weigh(schema, true) : 1;
}

class Scale {
  private readonly known = new Map<JsonObject, number>();

  constructor(private readonly root: JsonObject) {}

  weigh(schema: JsonSchema, isRoot = false): number {
    if (!isObject(schema)) return 1;
    const known = this.known.get(schema);
    if (known !== undefined) return known;
    this.known.set(schema, Infinity); // met again before it is weighed: it holds itself
    const weight = this.weighOnce(schema, isRoot);
    this.known.set(schema, weight);
    return weight;
  }

  private weighOnce(schema: JsonObject, isRoot: boolean): number {
    // An $id moves what references are relative to.
    if (UNWEIGHED.some((keyword) => keyword in schema) || ('$id' in schema && !isRoot)) return Infinity;
    const own = Object.entries(schema).map(([keyword, value]) => this.weighKeyword(keyword, value));
    const inner = subschemas(schema).filter(({ applied }) => applied);
    return 1 + sum(own) + sum(inner.map((sub) => this.weigh(sub.schema)));
  }

  private weighKeyword(keyword: string, value: JsonValue): number {
    if (keyword === '$ref') return this.weighReference(value);
    if (keyword === 'pattern') return PATTERN_WEIGHT * patternSize(value);
    if (keyword === 'format') return FORMAT_WEIGHT;
    if (keyword === 'patternProperties' && isObject(value)) {
      return PATTERN_WEIGHT * sum(Object.keys(value).map(patternSize));
    }
    if (holdsSchemas(keyword)) return isObject(value) ? Object.keys(value).length : 1;
    // Of a text beside `const` or `default` (a description, say) no character is looked at.
    return typeof value === 'string' && keyword !== 'const' && keyword !== 'default' ? 1 : jsonSize(value);
  }

  private weighReference(reference: JsonValue): number {
    const target = typeof reference === 'string' ? resolveLocal(this.root, reference) : null;
    return target === null ? Infinity : this.weigh(target);
  }
}

/** The schema that a reference within one document means; null for any other reference. */
export function resolveLocal(root: JsonObject, reference: string): JsonSchema | null {
  if (!/^#(\/|$)/.test(reference)) return null;
  let at: JsonValue | undefined = root;
  for (const part of reference.split('/').slice(1)) {
    const name = unescapePart(part);
    if (Array.isArray(at))
      at = at[Number(name)] as JsonValue | undefined; // an array of JSON
    else at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return isObject(at) || typeof at === 'boolean' ? at : null;
}

function unescapePart(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
