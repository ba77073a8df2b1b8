import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { BOX_MARK, type ErrorPointer, type JsonSchema } from '@gatehouse/contracts';
import { describeError } from './describe-error.js';
import { linearRegExp } from './linear-reg-exp.js';
import { schemaProblem } from './schema-problem.js';
import { isObject, subschemas } from './subschemas.js';
import { UNIQUE_ITEMS } from './unique-items.js';

/** How a schema is to be compiled. */
export interface SchemaOptions {
  /** Fill in the schema's `default`s. */
  readonly applyDefaults: boolean;
  /** Tell everything that is wrong (of small values), not only the first thing. */
  readonly allErrors: boolean;
}

/** A schema cannot be used. The pointer is relative to it. */
export class SchemaError extends Error {
  constructor(readonly errors: readonly ErrorPointer[]) {
    super(errors.map(({ pointer, message }) => `${pointer || 'the schema'} ${message}`).join('; '));
    this.name = 'SchemaError';
  }
}

/**
 * Knows JSON Schema itself, and no schema of anybody. It is made ready here: stopped in the middle of that, as a
 * stranger's schema may be, it would be of no use to all that come after.
 */
const DRAFT = new Ajv2020({ allErrors: true, logger: false });
void DRAFT.validateSchema({});

/** Longest text that is looked at as a regular expression. RegExp's own parser is quadratic. */
const MAX_REG_EXP_LENGTH = 1000;
/** Written out at each place that refers to it, a definition is judged faster; but each place is compiled anew. */
const MAX_INLINED_WEIGHT = 10_000;
/** The name that a schema has among those that Ajv knows. */
const NAME = 'gatehouse:schema';

/**
 * Compiles a JSON Schema (2020-12) that may have been written by a stranger. Each has an Ajv of its own:
 * what one calls itself (`$id`) is nothing to the next.
 *
 * @param weight of the schema, as `schemaWeight` says
 * @throws SchemaError; Error whose message says what is wrong with the schema
 */
export function compileSchema(schema: JsonSchema, weight: number, options: SchemaOptions): ValidateFunction {
  const problem = schemaProblem(schema);
  if (problem !== null) throw new SchemaError([problem]);
  checkAgainstDraft(schema);
  const ajv = newAjv(weight, options);
  const check = ajv.addSchema(schema, NAME).getSchema(NAME);
  if (check === undefined) throw new Error('it cannot be compiled');
  // Ajv's own extension: its verdict would be a promise, which is true whatever it holds.
  if ('$async' in check) throw new Error('"$async" is no keyword of JSON Schema');
  if (options.applyDefaults) {
    ajv.opts.strictSchema = false; // strictly it is compiled already; a part by itself may have a default at its root
    checkDefaults(ajv, schema, '');
  }
  return check;
}

function newAjv(weight: number, { applyDefaults, allErrors }: SchemaOptions): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true, // a misspelt keyword is an error and not a rule that never holds
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    meta: false, // the draft is compiled once, not once for each schema
    validateSchema: false,
    inlineRefs: weight <= MAX_INLINED_WEIGHT,
    useDefaults: applyDefaults,
    allErrors,
    code: { regExp: linearRegExp },
    logger: false,
  });
  addFormats.default(ajv);
  // Of these all are linear in their text but two, which was found by trying: "regex", and "url", which takes
  // seconds for 60,000 colons and is no format of JSON Schema.
  delete ajv.formats['url'];
  ajv.addFormat('regex', { type: 'string', validate: isRegExp });
  ajv.removeKeyword('uniqueItems').addKeyword(UNIQUE_ITEMS);
  ajv.addKeyword({ keyword: BOX_MARK, schemaType: 'boolean' }); // says what a value is, and forbids none
  return ajv;
}

function isRegExp(text: string): boolean {
  const isOne = addFormats.default.get('regex') as (text: string) => boolean; // ajv-formats has a function for it
  return text.length <= MAX_REG_EXP_LENGTH && isOne(text);
}

function checkAgainstDraft(schema: JsonSchema): void {
  if (DRAFT.validateSchema(schema) === true) return;
  const errors = new Map<string, ErrorPointer>();
  // Of several about one place the first is the plainest.
  for (const error of (DRAFT.errors ?? []).map(describeError)) {
    if (!errors.has(error.pointer)) errors.set(error.pointer, error);
  }
  throw new SchemaError([...errors.values()].slice(0, 5));
}

/** A default that breaks its own schema would be refused in the name of a caller who never sent it. */
function checkDefaults(ajv: Ajv2020, schema: JsonSchema, pointer: string): void {
  if (!isObject(schema)) return;
  if ('default' in schema) {
    const check = ajv.compile({ $ref: `${NAME}#${encodeURI(pointer)}` });
    const [first] = check(structuredClone(schema['default'])) ? [] : (check.errors ?? []).map(describeError);
    if (first !== undefined) {
      const place = `${pointer}/default${first.pointer}`;
      throw new SchemaError([{ pointer: place, message: `${first.message}, as the schema itself says` }]);
    }
  }
  for (const inner of subschemas(schema)) checkDefaults(ajv, inner.schema, pointer + inner.pointer);
}
