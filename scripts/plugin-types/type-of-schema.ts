import type { JsonObject, JsonSchema, JsonValue } from '@gatehouse/contracts';

/** What a schema's type is written with. */
export interface SchemaNaming {
  /** Put before the names of `$defs`: `Output` makes `#/$defs/point` the type `OutputPoint`. */
  readonly prefix: string;
  /** Whether a property with a default is always there. */
  readonly defaultsApplied: boolean;
}

/** The type of values that a schema cannot be asked for more about. */
const ANYTHING = 'JsonValue';

/**
 * Writes a JSON Schema (2020-12) as a TypeScript type: what TypeScript can say of it. Bounds and patterns are left out.
 */
export function typeOfSchema(schema: JsonSchema, naming: SchemaNaming): string {
  if (typeof schema === 'boolean') return schema ? ANYTHING : 'never';
  if ('const' in schema) return JSON.stringify(schema['const']);
  if ('enum' in schema) return union(asList(schema['enum']).map((value) => JSON.stringify(value)));
  if (typeof schema['$ref'] === 'string') return referenceType(schema['$ref'], naming);
  const choices = asList(schema['anyOf'] ?? schema['oneOf']);
  if (choices.length > 0) return union(choices.map((choice) => typeOfSchema(asSchema(choice), naming)));
  const types = [schema['type'] ?? ('properties' in schema ? 'object' : null)].flat();
  return union(types.map((type) => typeOfKind(type, schema, naming)));
}

/** The types of a schema's `$defs`, by their names. */
export function definitionsOf(
  schema: JsonSchema,
  naming: SchemaNaming,
): (readonly [name: string, type: string])[] {
  const definitions = typeof schema === 'boolean' ? {} : asObject(schema['$defs']);
  return Object.entries(definitions).map(([key, definition]) => [
    typeName(key, naming),
    typeOfSchema(asSchema(definition), naming),
  ]);
}

function typeOfKind(kind: JsonValue, schema: JsonObject, naming: SchemaNaming): string {
  switch (kind) {
    case 'string':
    case 'boolean':
    case 'null':
      return kind;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `readonly (${typeOfSchema(asSchema(schema['items']), naming)})[]`;
    case 'object':
      return objectType(schema, naming);
    default:
      return ANYTHING;
  }
}

function objectType(schema: JsonObject, naming: SchemaNaming): string {
  const properties = Object.entries(asObject(schema['properties']));
  const others = asSchema(schema['additionalProperties']);
  if (properties.length === 0) {
    return others === false
      ? 'Readonly<Record<string, never>>'
      : `Readonly<Record<string, ${typeOfSchema(others, naming)}>>`;
  }
  const required = asList(schema['required']);
  const lines = properties.map(([key, value]) => {
    const property = asObject(value);
    const always = required.includes(key) || (naming.defaultsApplied && 'default' in property);
    const name = `readonly ${JSON.stringify(key)}${always ? '' : '?'}`;
    return `${comment(property['description'])}${name}: ${typeOfSchema(asSchema(value), naming)};`;
  });
  return `{\n${lines.join('\n')}\n}`;
}

/** Only references within the schema itself are usable in a manifest. */
function referenceType(reference: string, naming: SchemaNaming): string {
  const key = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
  return key === undefined ? ANYTHING : typeName(key, naming);
}

function typeName(key: string, { prefix }: SchemaNaming): string {
  return prefix + key.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
}

function comment(description: JsonValue | undefined): string {
  if (typeof description !== 'string') return '';
  return `/** ${description.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ') || 'never';
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []; // an array of JSON holds JSON
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}; // an object that is no array
}

/** What does not say what it allows allows everything. */
function asSchema(value: JsonValue | undefined): JsonSchema {
  return typeof value === 'boolean' ? value : value === undefined ? true : asObject(value);
}
