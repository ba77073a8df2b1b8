import type { ErrorPointer, JsonObject, JsonSchema } from '@gatehouse/contracts';
import { resolveLocal } from './schema-weight.js';
import { isObject, subschemas } from './subschemas.js';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** Keywords whose keys, or whose texts, are names of properties. */
const NAMING = ['properties', 'dependentSchemas', 'dependentRequired', 'required'] as const;

/**
 * Finds what makes a schema unusable here although it may be one of JSON Schema; null where there is nothing.
 * The pointer is relative to the schema.
 */
export function schemaProblem(schema: JsonSchema): ErrorPointer | null {
  if (!isObject(schema)) return null;
  const { $schema: draft } = schema;
  if (draft !== undefined && draft !== DRAFT && draft !== `${DRAFT}#`) {
    return {
      pointer: '/$schema',
      message: `is ${JSON.stringify(draft)}; schemas are of draft 2020-12 here: write "${DRAFT}", or nothing`,
    };
  }
  const all = [...everySchema(schema, '')];
  return firstOf(all, inheritedName) ?? firstOf(all, endlessReference(schema));
}

interface Located {
  readonly pointer: string;
  readonly schema: JsonObject;
}

function* everySchema(schema: JsonSchema, pointer: string): Generator<Located> {
  if (!isObject(schema)) return;
  yield { pointer, schema };
  for (const inner of subschemas(schema)) yield* everySchema(inner.schema, pointer + inner.pointer);
}

function firstOf(all: readonly Located[], judge: (one: Located) => ErrorPointer | null): ErrorPointer | null {
  for (const one of all) {
    const problem = judge(one);
    if (problem !== null) return problem;
  }
  return null;
}

/**
 * A schema cannot tell `constructor` and the like apart from what every JavaScript object inherits: it would find
 * them where they are not, and never fill in their defaults.
 */
function inheritedName({ pointer, schema }: Located): ErrorPointer | null {
  for (const keyword of NAMING) {
    const value = schema[keyword];
    const names: readonly unknown[] = Array.isArray(value) ? value : Object.keys(value ?? {});
    const name = names.find((one): one is string => typeof one === 'string' && one in Object.prototype);
    if (name === undefined) continue;
    const message = `names "${name}", which every JavaScript object has: choose another name`;
    return { pointer: `${pointer}/${keyword}`, message };
  }
  return null;
}

/** Finds a schema that, to judge a value, first has to judge the same value by itself. */
function endlessReference(root: JsonObject): (one: Located) => ErrorPointer | null {
  const open = new Set<JsonObject>();
  const sound = new Set<JsonObject>();
  const endless = (schema: JsonSchema | null): boolean => {
    if (schema === null || !isObject(schema) || sound.has(schema)) return false;
    if (open.has(schema)) return true;
    open.add(schema);
    const { $ref: reference } = schema;
    const found =
      (typeof reference === 'string' && endless(resolveLocal(root, reference))) ||
      subschemas(schema).some((inner) => inner.inPlace && endless(inner.schema));
    open.delete(schema);
    sound.add(schema);
    return found;
  };
  return ({ pointer, schema }) =>
    endless(schema)
      ? { pointer, message: 'refers to itself without end: no value can be held against it' }
      : null;
}
