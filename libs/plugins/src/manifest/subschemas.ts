import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';

/** A schema inside another. */
export interface Subschema {
  /** Relative to the schema that holds it. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  /** Whether it judges the very value that the schema around it judges, and not a part of it. */
  readonly inPlace: boolean;
  /** Whether it judges anything where it stands; a definition does so only where it is referred to. */
  readonly applied: boolean;
}

type Holds = 'one' | 'list' | 'map';
type Place = readonly [holds: Holds, inPlace: boolean, applied?: boolean];

/** The keywords of JSON Schema 2020-12 that hold schemas. */
const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['allOf', ['list', true]],
  ['anyOf', ['list', true]],
  ['oneOf', ['list', true]],
  ['not', ['one', true]],
  ['if', ['one', true]],
  ['then', ['one', true]],
  ['else', ['one', true]],
  ['dependentSchemas', ['map', true]],
  ['properties', ['map', false]],
  ['patternProperties', ['map', false]],
  ['additionalProperties', ['one', false]],
  ['propertyNames', ['one', false]],
  ['unevaluatedProperties', ['one', false]],
  ['prefixItems', ['list', false]],
  ['items', ['one', false]],
  ['contains', ['one', false]],
  ['unevaluatedItems', ['one', false]],
  ['contentSchema', ['one', false]],
  ['$defs', ['map', false, false]],
  ['definitions', ['map', false, false]],
]);

/** Whether a keyword holds schemas. */
export function holdsSchemas(keyword: string): boolean {
  return PLACES.has(keyword);
}

/** The schemas that stand directly in a schema. Where something else stands in their place it is passed over. */
export function subschemas(schema: JsonObject): Subschema[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const place = PLACES.get(keyword);
    if (place === undefined) return [];
    const [holds, inPlace, applied = true] = place;
    return within(holds, value)
      .map(([name, inner]) => ({ pointer: `/${escapePointer(keyword)}${name}`, inner }))
      .filter(({ inner }) => isObject(inner) || typeof inner === 'boolean')
      .map(({ pointer, inner }) => ({ pointer, schema: inner as JsonSchema, inPlace, applied })); // the line above
  });
}

/** Puts a name into a JSON Pointer (RFC 6901 §3). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function within(holds: Holds, value: JsonValue): readonly (readonly [name: string, inner: JsonValue])[] {
  if (holds === 'one') return [['', value]];
  if (holds === 'list' && !Array.isArray(value)) return [];
  if (holds === 'map' && !isObject(value)) return [];
  return Object.entries(value as JsonObject).map(([name, inner]) => [`/${escapePointer(name)}`, inner]); // or a list, whose entries have numbers for names
}
