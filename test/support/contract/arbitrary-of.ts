import fc, { type Arbitrary } from 'fast-check';
import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { follow, isNode, nodeAt, textFrom } from './document-nodes.js';

/** A schema that refers to itself ends here. */
const MAX_DEPTH = 6;

/**
 * Values that fit a schema of a document, as far as its keywords say: what they leave open is to be filtered. Where the
 * schema has examples, most values are among them.
 */
export function arbitraryOf(
  document: JsonObject,
  schema: JsonValue | undefined,
  depth = 0,
): Arbitrary<JsonValue> {
  if (!isNode(schema) || depth > MAX_DEPTH) return anyJson();
  const made = ofKeywords(document, schema, depth);
  const { examples } = schema;
  if (!Array.isArray(examples) || examples.length === 0) return made;
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...(examples as JsonValue[])) },
    { weight: 1, arbitrary: made },
  ); // a list, as just seen
}

/** Any JSON value, small. */
export function anyJson(): Arbitrary<JsonValue> {
  return fc.jsonValue({ maxDepth: 2 }) as Arbitrary<JsonValue>; // the same values under another name
}

function ofKeywords(document: JsonObject, schema: JsonObject, depth: number): Arbitrary<JsonValue> {
  const of = (inner: JsonValue | undefined): Arbitrary<JsonValue> => arbitraryOf(document, inner, depth + 1);
  const { $ref, const: only, enum: values, type } = schema;
  if ($ref !== undefined) return of(follow(document, schema));
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(values)) return fc.constantFrom(...(values as JsonValue[])); // a list, as just seen
  for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
    const choices = schema[keyword];
    if (Array.isArray(choices)) return fc.oneof(...chosen(document, schema, keyword).map(of));
  }
  const types = Array.isArray(type) ? (type as JsonValue[]) : [type]; // a list, as just seen
  return fc.oneof(...types.map((one) => ofType(textFrom(one), schema, of)));
}

/** A schema once for each of its choices, with all that stands beside them. */
function chosen(document: JsonObject, schema: JsonObject, keyword: string): JsonObject[] {
  const { [keyword]: choices, ...beside } = schema;
  const nodes = (choices as JsonValue[]).map((choice) => follow(document, choice)); // a list, as its caller saw
  if (Object.keys(nodeAt(beside, 'properties')).length === 0) return nodes;
  return nodes.map((choice) => {
    const ofOthers = nodes.filter((other) => other !== choice).flatMap(requiredOf);
    const properties = Object.entries({ ...nodeAt(beside, 'properties'), ...nodeAt(choice, 'properties') });
    const isKept = (name: string): boolean => !ofOthers.includes(name) || requiredOf(choice).includes(name);
    return {
      ...beside,
      ...choice,
      properties: Object.fromEntries(properties.filter(([name]) => isKept(name))),
      required: [...requiredOf(beside), ...requiredOf(choice)],
    };
  });
}

function requiredOf({ required }: JsonObject): string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

function ofType(
  type: string,
  schema: JsonObject,
  of: (inner: JsonValue | undefined) => Arbitrary<JsonValue>,
): Arbitrary<JsonValue> {
  switch (type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(of(schema['items']), { minLength: Number(schema['minItems'] ?? 0), maxLength: 5 });
    case 'object':
      return ofObject(schema, of);
    default:
      return anyJson();
  }
}

function ofObject(
  schema: JsonObject,
  of: (inner: JsonValue | undefined) => Arbitrary<JsonValue>,
): Arbitrary<JsonValue> {
  const properties = Object.entries(nodeAt(schema, 'properties')).map(
    ([name, inner]) => [name, of(inner)] as const,
  );
  return fc.record(Object.fromEntries(properties), {
    requiredKeys: requiredOf(schema),
    noNullPrototype: true,
  });
}

function textOf({ format, minLength, maxLength }: JsonObject): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return fc.string({ minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 40), 40) });
}

function boundsOf({ minimum, maximum }: JsonObject): { min: number; max: number } {
  return { min: Number(minimum ?? -1000), max: Number(maximum ?? 1000) };
}
