import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';
import { isList, isObject } from '../json-nodes.js';
import { mapSubschemas } from '../schema-keywords.js';
import { locateSchemas, pathKey, type LocatedSchema, type SchemaMap } from './locate-schemas.js';

/** What became of a stranger's schema: components by their names, or why there are none, in words that can follow "it". */
export type RebasedSchema =
  | { readonly components: Readonly<Record<string, JsonValue>>; readonly problem: null }
  | { readonly components: null; readonly problem: string };

/** The keywords of JSON Schema 2020-12 that say something of a value or to a reader. */
const KEPT = new Set(
  (
    '$ref type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern ' +
    'maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired ' +
    'prefixItems items contains additionalProperties properties patternProperties dependentSchemas propertyNames ' +
    'if then else allOf anyOf oneOf not unevaluatedItems unevaluatedProperties format contentEncoding ' +
    'contentMediaType contentSchema title description default deprecated readOnly writeOnly examples'
  ).split(' '),
);
/** Keywords whose meaning depends on the way by which a schema is come to. */
const UNFOLLOWED = ['$dynamicRef', '$recursiveRef'];
/** Keywords that keep schemas for others to refer to. */
const SHELVES = new Set(['$defs', 'definitions']);

/**
 * Makes components of a schema that stood alone: the schema itself under the name given, and each of its definitions
 * under that name and its own. Every reference leads to what it led to before. Definitions do not stay where they
 * were, because generators of typed clients take `$defs` for a property.
 *
 * @param root already accepted as a schema
 */
export function rebaseSchema(root: JsonSchema, name: string): RebasedSchema {
  try {
    const map = locateSchemas(root);
    const names = nameComponents(map, name);
    const rebase = new Rebase(map, names);
    return { components: rebase.all(), problem: null };
  } catch (thrown) {
    const problem = thrown instanceof Unfollowable ? thrown.message : 'cannot be read';
    return { components: null, problem };
  }
}

/** There is something in a schema that cannot be said in another place. */
class Unfollowable extends Error {}

/** Names for the root and for every definition, by their paths. */
function nameComponents({ byPath }: SchemaMap, rootName: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { path } of byPath.values()) {
    if (path.length > 0 && !SHELVES.has(path.at(-2) ?? '')) continue;
    const words = path.filter((word) => !SHELVES.has(word)).map((word) => word.replaceAll(/[^\w-]/g, '_'));
    const wanted = [rootName, ...words].join('.');
    let free = wanted;
    for (let number = 2; taken.has(free); number++) free = `${wanted}.${number}`;
    taken.add(free);
    names.set(pathKey(path), free);
  }
  return names;
}

class Rebase {
  constructor(
    private readonly map: SchemaMap,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  all(): Record<string, JsonValue> {
    const entries = [...this.names].map(([key, name]): [string, JsonValue] => {
      const located = this.map.byPath.get(key);
      return [name, located === undefined ? true : this.rebase(located.schema, located.path)];
    });
    return Object.fromEntries(entries);
  }

  private rebase(schema: JsonValue, path: readonly string[]): JsonValue {
    if (!isObject(schema)) return schema;
    if (UNFOLLOWED.some((keyword) => keyword in schema))
      throw new Unfollowable('refers to itself dynamically');
    const kept = Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEPT.has(keyword)));
    const rebased = mapSubschemas(kept, (inner, way) => this.rebase(inner, [...path, ...way]));
    const { $ref } = schema;
    const base = this.map.byPath.get(pathKey(path))?.base ?? '';
    return {
      ...rebased,
      ...nullableType(schema),
      ...(typeof $ref === 'string' ? { $ref: this.referenceTo($ref, base) } : {}),
    };
  }

  private referenceTo(reference: string, base: string): string {
    const target = URL.canParse(reference, base) ? this.map.find(new URL(reference, base).href) : null;
    if (target === null) throw new Unfollowable('refers to what is not in it');
    return this.addressOf(target);
  }

  /** The nearest component that a schema stands in, and the way from there. */
  private addressOf({ path }: LocatedSchema): string {
    for (let length = path.length; length >= 0; length--) {
      const name = this.names.get(pathKey(path.slice(0, length)));
      if (name === undefined) continue;
      return [`#/components/schemas/${name}`, ...path.slice(length).map(escapePart)].join('/');
    }
    throw new Unfollowable('has no root');
  }
}

/** Ajv knows this keyword of OpenAPI 3.0, and so it counts. */
function nullableType({ nullable, type }: JsonObject): JsonObject {
  if (nullable !== true || type === undefined) return {};
  const types = isList(type) ? type : [type];
  return { type: types.includes('null') ? types : [...types, 'null'] };
}

function escapePart(word: string): string {
  return encodeURIComponent(word.replaceAll('~', '~0').replaceAll('/', '~1'));
}
