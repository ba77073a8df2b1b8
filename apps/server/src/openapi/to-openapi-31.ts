import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { isList, isObject, mapEntries } from './json-nodes.js';
import { mapSubschemas } from './schema-keywords.js';

/** The version the converted document is of. */
const OPENAPI_VERSION = '3.1.1';

/** Keys of the document, outside of schemas, whose value is data and not to be looked into. */
const DATA = new Set(['example', 'examples', 'default', 'value']);

/**
 * Makes an OpenAPI 3.1 document of a 3.0 one. @nestjs/swagger writes 3.0 whatever number it is told;
 * 3.1's schemas are JSON Schema 2020-12, which has no `nullable`, no `example` and no boolean bounds.
 * The request body that an operation carries as `x-request-body` becomes its own.
 */
export function toOpenApi31(document: JsonObject): JsonObject {
  const converted = convertNode(document);
  return { ...(isObject(converted) ? converted : {}), openapi: OPENAPI_VERSION };
}

function convertNode(node: JsonValue): JsonValue {
  if (isList(node)) return node.map(convertNode);
  if (!isObject(node)) return node;
  return mapEntries(withExampleOutside(node), (key, value) => {
    if (DATA.has(key)) return [key, value];
    if (key === 'schema') return [key, convertSchema(value)];
    if (key === 'schemas') return [key, convertEach(value)];
    return [key === 'x-request-body' ? 'requestBody' : key, convertNode(value)];
  });
}

/** A parameter's example belongs to the parameter: that is where Swagger UI takes it from to fill the field. */
function withExampleOutside(node: JsonObject): JsonObject {
  const { in: place, schema } = node;
  if (place === undefined || !isObject(schema)) return node;
  const { example, ...bare } = schema;
  return example === undefined ? node : { ...node, schema: bare, example };
}

function convertEach(schemas: JsonValue): JsonValue {
  return isObject(schemas) ? mapEntries(schemas, (name, schema) => [name, convertSchema(schema)]) : schemas;
}

function convertSchema(schema: JsonValue): JsonValue {
  if (!isObject(schema)) return schema; // `true` and `false` are schemas
  const { nullable, example, format, ...kept } = withNumericBounds(schema);
  const converted: JsonObject = {
    ...mapSubschemas(kept, convertSchema),
    ...(example === undefined ? {} : { examples: [example] }),
    ...convertFormat(format),
  };
  return nullable === true ? orNull(converted) : converted;
}

function convertFormat(format: JsonValue | undefined): JsonObject {
  if (format === undefined) return {};
  if (format === 'byte') return { contentEncoding: 'base64' };
  if (format === 'binary') return { contentMediaType: 'application/octet-stream' };
  return { format };
}

/** 3.0 says `minimum: 1, exclusiveMinimum: true` for what is now `exclusiveMinimum: 1`. */
function withNumericBounds(schema: JsonObject): JsonObject {
  return ['Minimum', 'Maximum'].reduce((result: JsonObject, end) => {
    const plain = end.toLowerCase();
    const exclusive = `exclusive${end}`;
    const { [plain]: bound, [exclusive]: flag, ...rest } = result;
    if (typeof flag !== 'boolean' || bound === undefined) return result;
    return { ...rest, [flag ? exclusive : plain]: bound };
  }, schema);
}

/** Also null: in the type where there is one, as an alternative where the schema is somewhere else. */
function orNull(schema: JsonObject): JsonObject {
  const { type, enum: values, $ref, allOf, examples, description, ...rest } = schema;
  const told: JsonObject = {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
  };
  if ($ref !== undefined) return { ...told, ...rest, anyOf: [{ $ref }, { type: 'null' }] };
  if (isList(allOf)) return { ...told, ...rest, anyOf: [...allOf, { type: 'null' }] };
  return {
    ...told,
    ...rest,
    ...(type === undefined ? {} : { type: isList(type) ? [...type, 'null'] : [type, 'null'] }),
    ...(isList(values) ? { enum: [...values, null] } : {}),
  };
}
