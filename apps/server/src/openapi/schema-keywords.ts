import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { isList, isObject, mapEntries } from './json-nodes.js';

/** Keywords that hold one schema. */
const ONE_SCHEMA = new Set([
  'additionalProperties',
  'items',
  'not',
  'propertyNames',
  'contains',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
]);
/** Keywords that hold a list of schemas. */
const SCHEMA_LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
/** Keywords that hold schemas by name. */
const SCHEMA_MAP = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** What becomes of a schema within another. The path leads there from the other: a keyword, then its key or index if it has one. */
type ConvertSchema = (schema: JsonValue, path: readonly string[]) => JsonValue;

/** A schema with each schema that stands directly in it converted; of its data nothing is touched. */
export function mapSubschemas(schema: JsonObject, convert: ConvertSchema): Record<string, JsonValue> {
  return mapEntries(schema, (keyword, value) => [keyword, mapKeyword(keyword, value, convert)]);
}

function mapKeyword(keyword: string, value: JsonValue, convert: ConvertSchema): JsonValue {
  if (ONE_SCHEMA.has(keyword)) return convert(value, [keyword]);
  if (SCHEMA_LIST.has(keyword) && isList(value)) {
    return value.map((inner, index) => convert(inner, [keyword, String(index)]));
  }
  if (SCHEMA_MAP.has(keyword) && isObject(value)) {
    return mapEntries(value, (name, inner) => [name, convert(inner, [keyword, name])]);
  }
  return value;
}
